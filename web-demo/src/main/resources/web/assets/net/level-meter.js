/** Loudness of one audio track. Needs a page that may play sound; until then it reads 0. */
export class LevelMeter {
  #context;
  #analyser;
  #samples;

  /** @param {MediaStreamTrack} track */
  constructor(track) {
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 512;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
    this.resume();
  }

  /** To be called in a click when the browser held sound back. */
  resume() {
    this.#context.resume().catch(() => {});
  }

  /** @returns {number} 0 (silence, below -60 dBFS) to 1 (full scale) */
  level() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return power === 0 ? 0 : Math.min(1, Math.max(0, 1 + (10 * Math.log10(power)) / 60));
  }

  close() {
    this.#context.close().catch(() => {});
  }
}
