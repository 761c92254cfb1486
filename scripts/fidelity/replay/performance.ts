import type {CreateDocker, Docker} from '../../../src/daemon/docker.ts';
import {diskFolders} from '../../../src/daemon/plugins/disk-folders.ts';
import type {Random} from '../../../src/daemon/random.ts';
import type {RecordedAction, Recording} from '../recording/events.ts';
import type {PipeRecord} from '../recording/pipes.ts';
import type {Step} from '../recording/steps.ts';
import {
  type ActionOutcome,
  type Call,
  type Close,
  isCallLog,
  type Log,
  type Span,
  type Timeline,
} from '../recording/timeline.ts';
import {ActionStarts} from './action-starts.ts';
import {runCommand} from './command.ts';
import {inRecordedOrder} from './crowd.ts';
import {engineOf, epochOf, startOptions} from './engine.ts';
import {createHost} from './host.ts';
import {recordedLinks} from './links.ts';
import {directoriesOfNote} from './notes.ts';
import {createPipes, type StandInPipes} from './pipes.ts';
import {createScriptedPlugin, type ScriptedPlugin} from './plugin.ts';
import {createScript} from './script.ts';
import type {Stage} from './stage.ts';
import type {VirtualClock} from './virtual-clock.ts';

/** The recorder waited this long after the last step. */
const settleMs = 150;

/** Steps closer than this began at once. */
const atOnceMs = 50;

/** What a performance needs. */
export interface Setting {
  readonly recording: Recording;
  readonly stage: Stage;
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly createDocker: CreateDocker;
}

type UserAction = Pick<RecordedAction, 'n' | 'cmd' | 'note' | 'request'>;

/** One run of the steps, and what was seen meanwhile. */
export class Performance {
  readonly #setting: Setting;
  readonly #docker: Docker;
  readonly #host = createHost();
  readonly #pipes: StandInPipes;
  readonly #plugins = new Map<string, ScriptedPlugin>();
  readonly #renamed = new Map<string, string>();
  readonly #starts = new ActionStarts();
  readonly #log = {
    calls: [] as Call[],
    closes: [] as Close[],
    outcomes: [] as ActionOutcome[],
    logs: [] as Log[],
    opened: {} as Record<string, number>,
    spans: [] as Span[],
  };

  constructor(setting: Setting) {
    this.#setting = setting;
    const {recording, clock, random, stage} = setting;
    this.#pipes = createPipes(recording);
    this.#docker = setting.createDocker({
      plugins: diskFolders(stage.folders),
      engine: engineOf(recording.engine),
      clock,
      random,
      host: this.#host,
      sandboxes: recordedLinks(recording),
      pipes: this.#pipes,
      ...epochOf(recording),
      onLog: ({message}) => {
        if (isCallLog(message)) this.#log.logs.push({atMs: clock.now(), text: message});
      },
    });
  }

  async run(steps: readonly Step[]): Promise<void> {
    const {clock} = this.#setting;
    const ends: Promise<void>[] = [];
    for (const step of inRecordedOrder(steps, this.#setting.recording)) {
      await Promise.all(step.afterEndOf.map(index => ends[index]));
      const overlaps = step.afterEndOf.length < step.index;
      if (!overlaps || step.gapMs > atOnceMs) await clock.sleep(Math.max(1, step.gapMs));
      const startMs = clock.now();
      this.#log.spans[step.index] = {startMs, endMs: Number.POSITIVE_INFINITY};
      const end = this.#perform(step).then(() => {
        this.#log.spans[step.index] = {startMs, endMs: clock.now()};
      });
      // awaited by a later step, or at the end
      end.catch(() => {});
      ends[step.index] = end;
    }
    await Promise.all(ends);
    await clock.sleep(settleMs);
  }

  timeline(): Timeline {
    const {calls, closes, outcomes, logs, opened, spans} = this.#log;
    return {
      calls: [...calls],
      closes: [...closes],
      outcomes: [...outcomes],
      logs: [...logs],
      opened: {...opened},
      spans: [...spans],
    };
  }

  pipes(): PipeRecord[] {
    const starts = this.#log.calls.filter(
      ({path, body}) => path === '/LogDriver.StartLogging' && body !== '',
    );
    return this.#pipes.records(starts.map(({body}) => body));
  }

  async end(): Promise<void> {
    await this.#docker.dispose();
    for (const plugin of this.#plugins.values()) await plugin.stop(false);
  }

  async #perform({kind}: Step): Promise<void> {
    const {daemon} = this.#docker;
    switch (kind.do) {
      case 'listen':
        return await this.#plugin(kind.plugin, kind.address).listen();
      case 'stop':
        this.#pipes.pluginGone();
        return await this.#plugins.get(kind.plugin)?.stop(kind.leaveSocket);
      case 'hang-up':
        return this.#plugins.get(kind.plugin)?.hangUp();
      case 'daemon-start':
        return await daemon.start(startOptions(kind.argv));
      case 'daemon-reload':
        return await daemon.reload(kind);
      case 'daemon-end':
        return await daemon.end({how: kind.how});
      case 'note':
        this.#setting.stage.writeFiles(kind.text);
        for (const path of directoriesOfNote(kind.text)) this.#host.makeDirectory(path);
        return;
      case 'action':
        return await this.#act(kind.action);
    }
  }

  async #act(action: UserAction): Promise<void> {
    const {clock} = this.#setting;
    const startMs = clock.now();
    this.#starts.begin(action.n, startMs);
    const {recording} = this.#setting;
    const context = {docker: this.#docker, renamed: this.#renamed, starts: this.#starts};
    const shown = await runCommand(action, {recording, clock, ...context});
    this.#log.outcomes.push({
      n: action.n,
      startMs,
      endMs: clock.now(),
      exit: shown.exit,
      stdout: shown.stdout,
      stderr: shown.stderr,
    });
  }

  #plugin(name: string, address: string): ScriptedPlugin {
    const {recording, stage, clock} = this.#setting;
    const {opened} = this.#log;
    const log = {
      open: () => {
        opened[name] = (opened[name] ?? 0) + 1;
      },
      call: (call: Call) => this.#log.calls.push(call),
      close: (close: Close) => this.#log.closes.push(close),
      beforeAnswer: (call: Call) => this.#makeMountpoint(call),
    };
    const made =
      this.#plugins.get(name) ??
      createScriptedPlugin({
        name,
        at: stage.listenAt(address),
        script: createScript(recording.events, name),
        clock,
        log,
      });
    this.#plugins.set(name, made);
    return made;
  }

  /** As the recorder's plugin did on Mount. */
  #makeMountpoint(call: Call): void {
    if (call.path !== '/VolumeDriver.Mount' || call.body === '') return;
    const {Name} = JSON.parse(call.body);
    this.#host.makeDirectory(`/mnt/rec/volumes/${Name}`);
  }
}
