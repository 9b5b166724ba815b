/**
 * What all pages share. One page, one signed-in person.
 *
 * @import {Account} from '../net/messages.js'
 */
import {AdminApi} from '../net/admin-api.js';
import {MeetingsApi} from '../net/meetings-api.js';
import {RestClient} from '../net/rest-client.js';

export const api = new RestClient();
export const meetings = new MeetingsApi(api);
export const admin = new AdminApi(api);

/** What the account of who is signed in decided. @returns {Promise<Account>} */
export async function account() {
  return (await admin.account()).account;
}
