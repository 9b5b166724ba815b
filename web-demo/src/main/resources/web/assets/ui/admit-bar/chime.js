/** Two soft notes, made here so that there is no file to load. */

/** A fifth, in hertz. */
const NOTES = [659.26, 987.77];
/** Seconds. */
const NOTE_LENGTH = 0.35;
const NOTE_APART = 0.14;
/** Of full scale: audible beside speech. */
const LOUDNESS = 0.12;

/** Does nothing where the browser does not allow sound yet. */
export function chime() {
  const context = new AudioContext();
  if (context.state === 'suspended') {
    context.close();
    return;
  }
  NOTES.forEach((frequency, i) => note(context, frequency, context.currentTime + i * NOTE_APART));
  setTimeout(() => context.close(), (NOTE_APART * NOTES.length + NOTE_LENGTH) * 1000 + 200);
}

/** @param {AudioContext} context @param {number} frequency @param {number} start seconds of the context's clock */
function note(context, frequency, start) {
  const oscillator = new OscillatorNode(context, {frequency});
  const gain = new GainNode(context, {gain: 0});
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + NOTE_LENGTH);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + NOTE_LENGTH);
}
