let audio;

/** One short soft tone. Browsers allow it once something in the page was pressed. */
export function tone() {
  audio ??= new AudioContext();
  audio.resume();
  const now = audio.currentTime;
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0, now);
  gain.gain.linearRampToValueAtTime(0.12, now + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, now + 0.5);
  gain.connect(audio.destination);
  for (const [frequency, delay] of [[660, 0], [880, 0.09]]) {
    const voice = audio.createOscillator();
    voice.frequency.value = frequency;
    voice.connect(gain);
    voice.start(now + delay);
    voice.stop(now + 0.5);
  }
}
