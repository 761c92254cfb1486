import type {LoggedLine, Message} from './message.ts';

/** What a reader of a log asks for (moby v28.5.2 daemon/logger/logger.go ReadConfig). Times in Unix nanoseconds; null: none. */
export interface ReadConfig {
  readonly since: bigint | null;
  readonly until: bigint | null;
  /** Negative: all. */
  readonly tail: number;
  readonly follow: boolean;
}

/** Takes lines one by one; false: no more are wanted. */
export type Consumer = (line: LoggedLine) => boolean;

/** Reads a log until its end, until the consumer has enough, or until `gone` is aborted. Throws the reader's DaemonError. */
export type ReadLogs = (config: ReadConfig, consume: Consumer, gone: AbortSignal) => Promise<void>;

/** The driver of one run of a container (moby v28.5.2 daemon/logger/logger.go Logger). */
export interface Logger {
  /** Takes a message; it need not have gone out before `flush` resolves. */
  log(message: Message): void;
  /** Resolves when the messages taken are where the driver wants them: in the pipe, or in a ring. */
  flush(): Promise<void>;
  /** Null: this driver cannot be read. */
  readonly readLogs: ReadLogs | null;
  /** Throws a DaemonError when the plugin refuses. */
  close(): Promise<void>;
}
