/** What elements do one at a time, and may fail at. */
import {errorText} from './strings.js';

/**
 * Does it; meanwhile the element is `busy`, and afterwards its `error` says what went wrong, or nothing.
 *
 * @param {{busy: boolean, error: string}} element
 * @param {() => Promise<void>} what
 */
export async function attempt(element, what) {
  element.busy = true;
  element.error = '';
  try {
    await what();
  } catch (error) {
    element.error = errorText(error);
  } finally {
    element.busy = false;
  }
}
