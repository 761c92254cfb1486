/** Replies as Go decodes them: absent members have their zero value. */
export interface CapabilitiesReply {
  readonly Scope: string;
  readonly ConnectivityScope: string;
  readonly GwAllocChecker: boolean;
}

export interface InterfaceReply {
  readonly Address: string;
  readonly AddressIPv6: string;
  readonly MacAddress: string;
}

export interface CreateEndpointReply {
  readonly Interface: InterfaceReply | null;
}

export interface StaticRoute {
  readonly Destination: string;
  readonly RouteType: number;
  readonly NextHop: string;
}

export interface JoinReply {
  readonly InterfaceName: {
    readonly SrcName: string;
    readonly DstName: string;
    readonly DstPrefix: string;
  } | null;
  readonly Gateway: string;
  readonly GatewayIPv6: string;
  readonly StaticRoutes: readonly (StaticRoute | null)[] | null;
  readonly DisableGatewayService: boolean;
}
