/** What all pages share. One page, one signed-in person. */
import {RestClient} from '../net/rest-client.js';

export const api = new RestClient();
