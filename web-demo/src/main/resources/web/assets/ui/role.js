/** What the signed-in person is, as far as pages show other things to them. The server decides. */
import {api} from './services.js';

/** People, settings and the audit log are for administrators. */
export function mayManage() {
  return api.user !== null && api.user.role !== 'user' && !api.user.mustChangePassword;
}
