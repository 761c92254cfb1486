/** A JSON object as docker's client writes it. */
export type Json = Readonly<Record<string, unknown>>;

/** HostConfig of `docker run busybox`, as docker 28.2 sends it (recording 26.1.5/authz-run); what is asked for stands in its place. */
export function hostConfig(asked: Json = {}): Json {
  return {
    Binds: null,
    ContainerIDFile: '',
    LogConfig: {Type: '', Config: {}},
    NetworkMode: 'default',
    PortBindings: {},
    RestartPolicy: {Name: 'no', MaximumRetryCount: 0},
    AutoRemove: false,
    VolumeDriver: '',
    VolumesFrom: null,
    ConsoleSize: [0, 0],
    CapAdd: null,
    CapDrop: null,
    CgroupnsMode: '',
    Dns: [],
    DnsOptions: [],
    DnsSearch: [],
    ExtraHosts: null,
    GroupAdd: null,
    IpcMode: '',
    Cgroup: '',
    Links: null,
    OomScoreAdj: 0,
    PidMode: '',
    Privileged: false,
    PublishAllPorts: false,
    ReadonlyRootfs: false,
    SecurityOpt: null,
    UTSMode: '',
    UsernsMode: '',
    ShmSize: 0,
    Isolation: '',
    CpuShares: 0,
    Memory: 0,
    NanoCpus: 0,
    CgroupParent: '',
    Devices: [],
    DeviceCgroupRules: null,
    DeviceRequests: null,
    Ulimits: [],
    MaskedPaths: null,
    ReadonlyPaths: null,
    ...asked,
  };
}

/** Body of `containers/create` (the same recording). */
export function createBody(host: Json = {}, asked: Json = {}): Json {
  return {
    Hostname: '',
    Domainname: '',
    User: '',
    AttachStdin: false,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    Env: null,
    Cmd: ['true'],
    Image: 'busybox:lab',
    Volumes: {},
    WorkingDir: '',
    Entrypoint: null,
    OnBuild: null,
    Labels: {},
    ...asked,
    HostConfig: hostConfig(host),
    NetworkingConfig: {EndpointsConfig: {default: {IPAMConfig: null, Links: null, Aliases: null}}},
  };
}

/** Body of `containers/NAME/exec` (recording 26.1.5/authz-run-detached-exec-attach-logs). */
export function execBody(asked: Json = {}): Json {
  return {
    User: '',
    Privileged: false,
    Tty: false,
    AttachStdin: false,
    AttachStderr: true,
    AttachStdout: true,
    Detach: false,
    DetachKeys: '',
    Env: null,
    WorkingDir: '',
    Cmd: ['id'],
    ...asked,
  };
}

/** Body of `services/create` with one container specification. */
export function serviceBody(container: Json, task: Json = {}): Json {
  return {
    Name: 'web',
    TaskTemplate: {ContainerSpec: {Image: 'busybox:lab', ...container}, ...task},
    Mode: {Replicated: {Replicas: 1}},
  };
}
