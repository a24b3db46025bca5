const NOTES = [659.3, 880];
const LOUDNESS = 0.08;

let context = null;

/** Two soft notes. Silent where the browser does not yet let this page sound. */
export async function playTone() {
  const Audio = globalThis.AudioContext;
  if (!Audio) return;
  context ??= new Audio();
  await context.resume().catch(() => {});
  if (context.state !== "running") return;
  NOTES.forEach((frequency, index) => note(frequency, context.currentTime + index * 0.16));
}

function note(frequency, at) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.4);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.45);
}
