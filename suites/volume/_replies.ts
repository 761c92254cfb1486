/** Replies as Go decodes them: absent members have their zero value. */
export interface CreateReply {
  readonly Err: string;
}

export interface VolumeEntry {
  readonly Name: string;
  readonly Mountpoint: string;
  readonly CreatedAt: string | null;
  readonly Status: Readonly<Record<string, unknown>> | null;
}

export interface GetReply {
  readonly Volume: VolumeEntry | null;
  readonly Err: string;
}

export interface ListReply {
  readonly Volumes: readonly (VolumeEntry | null)[] | null;
  readonly Err: string;
}

export interface MountReply {
  readonly Mountpoint: string;
  readonly Err: string;
}
