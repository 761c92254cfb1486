import type {CreateDocker} from '../../../src/daemon/docker.ts';
import type {Random} from '../../../src/daemon/random.ts';
import type {Recording} from '../recording/events.ts';
import {type PipeRecord, recordedPipes} from '../recording/pipes.ts';
import {type Step, stepsOf} from '../recording/steps.ts';
import {recordedTimeline, type Timeline} from '../recording/timeline.ts';
import {Performance, type Setting} from './performance.ts';
import {createStage, type Stage} from './stage.ts';
import {VirtualClock} from './virtual-clock.ts';

/** Both sides of one scenario. */
export interface Played {
  readonly steps: readonly Step[];
  readonly recorded: Timeline;
  readonly replayed: Timeline;
  /** Texts of the replay with the recorder's paths and ports. */
  readonly pipes: {readonly recorded: readonly PipeRecord[]; readonly replayed: readonly PipeRecord[]};
  readonly asRecorded: (text: string) => string;
  /** What went wrong in the replay itself; null when nothing did. */
  readonly trouble: string | null;
}

/** A replay that takes longer than this in real time is stuck. */
const stuckAfterMs = 20_000;

/** Plays a recorded scenario with the model in the daemon's place. */
export async function play(
  recording: Recording,
  createDocker: CreateDocker,
  random: Random,
): Promise<Played> {
  const stage = await createStage(recording);
  try {
    return await playOn(stage, {recording, createDocker, random});
  } finally {
    stage.remove();
  }
}

async function playOn(stage: Stage, setting: Omit<Setting, 'stage' | 'clock'>): Promise<Played> {
  const clock = new VirtualClock();
  const steps = stepsOf(setting.recording);
  const performance = new Performance({...setting, stage, clock});
  const stuck = stuckAfter(stuckAfterMs);
  const uninstall = clock.install();
  try {
    const trouble = await Promise.race([performance.run(steps).then(() => null, String), stuck]);
    return {
      steps,
      recorded: recordedTimeline(setting.recording, steps),
      replayed: performance.timeline(),
      pipes: {recorded: recordedPipes(setting.recording), replayed: performance.pipes()},
      asRecorded: stage.asRecorded,
      trouble,
    };
  } finally {
    await performance.end();
    uninstall();
  }
}

/** In real time: to be called while the real timers are in place. */
function stuckAfter(ms: number): Promise<string> {
  return new Promise(resolve => {
    setTimeout(() => resolve('the replay did not come to its end'), ms).unref();
  });
}
