package rules

// networkKeys are the keys of .network files, netdevKeys those of .netdev files:
// what systemd-networkd of systemd 252 and 257 took of all that stands in its tables
// (networkd-network-gperf.gperf, netdev/netdev-gperf.gperf; read off the programs,
// where [FairQueueing] and [ControlledDelay] share texts with longer names), put
// into a file of each sort and of each kind. linkFileKeys are those of
// src/udev/net/link-config-gperf.gperf with systemd.link(5) of 257.
var networkKeys = vocabulary{
	{"Address", "AddPrefixRoute Address AutoJoin Broadcast DuplicateAddressDetection HomeAddress Label " +
		"ManageTemporaryAddress NFTSet NetLabel Peer PreferredLifetime PrefixRoute RouteMetric Scope"},
	{"BFIFO", "Handle LimitBytes Parent"},
	{"BandMultiQueueing", "Handle Parent"},
	{"Bridge", "AllowPortToBeRoot Cost FastLeave HairPin Isolated Learning MulticastFlood MulticastRouter " +
		"MulticastToUnicast NeighborSuppression Priority ProxyARP ProxyARPWiFi UnicastFlood UseBPDU"},
	{"BridgeFDB", "AssociatedWith Destination MACAddress OutgoingInterface VLANId VNI"},
	{"BridgeMDB", "MulticastGroupAddress VLANId"},
	{"BridgeVLAN", "EgressUntagged PVID VLAN"},
	{"CAKE", "AckFilter AutoRateIngress Bandwidth CompensationMode FirewallMark FlowIsolationMode Handle MPUBytes " +
		"NAT OverheadBytes Parent PriorityQueueingPreset RTTSec SplitGSO UseRawPacketSize Wash"},
	{"CAN", "BitRate BusErrorReporting ClassicDataLengthCode DataBitRate DataPhaseBufferSegment1 " +
		"DataPhaseBufferSegment2 DataPropagationSegment DataSamplePoint DataSyncJumpWidth DataTimeQuantaNSec " +
		"FDMode FDNonISO ListenOnly Loopback OneShot PhaseBufferSegment1 PhaseBufferSegment2 PresumeACK " +
		"PropagationSegment RestartSec SamplePoint SyncJumpWidth Termination TimeQuantaNSec TripleSampling"},
	{"ClassfulMultiQueueing", "Handle Parent"},
	{"ControlledDelay", "CEThresholdSec ECN Handle IntervalSec PacketLimit Parent TargetSec"},
	{"DHCP", "Anonymize ClientIdentifier CriticalConnection DUIDRawData DUIDType ForceDHCPv6PDOtherInformation " +
		"Hostname IAID ListenPort RapidCommit RequestBroadcast RouteMetric RouteTable SendHostname UseDNS " +
		"UseDomainName UseDomains UseHostname UseMTU UseNTP UseRoutes UseTimezone UserClass " +
		"VendorClassIdentifier"},
	{"DHCPPrefixDelegation", "Announce Assign ManageTemporaryAddress NFTSet NetLabel RouteMetric SubnetId Token UplinkInterface"},
	{"DHCPServer", "BindToInterface BootFilename BootServerAddress BootServerName DNS DefaultLeaseTimeSec EmitDNS " +
		"EmitLPR EmitNTP EmitPOP3 EmitRouter EmitSIP EmitSMTP EmitTimezone IPv6OnlyPreferredSec LPR " +
		"MaxLeaseTimeSec NTP POP3 PersistLeases PoolOffset PoolSize RapidCommit RelayAgentCircuitId " +
		"RelayAgentRemoteId RelayTarget Router SIP SMTP SendOption SendVendorOption ServerAddress Timezone " +
		"UplinkInterface"},
	{"DHCPServerStaticLease", "Address MACAddress"},
	{"DHCPv4", "AllowList Anonymize BlackList ClientIdentifier CriticalConnection DUIDRawData DUIDType DenyList " +
		"FallbackLeaseLifetimeSec Hostname IAID IPServiceType IPv6OnlyMode InitialAdvertisedReceiveWindow " +
		"InitialCongestionWindow Label ListenPort MUDURL MaxAttempts NFTSet NetLabel QuickAck RapidCommit " +
		"RequestAddress RequestBroadcast RequestOptions RouteMTUBytes RouteMetric RouteTable RoutesToDNS " +
		"RoutesToNTP SendDecline SendHostname SendOption SendRelease SendVendorOption ServerPort " +
		"SocketPriority UnassignedSubnetPolicy Use6RD UseCaptivePortal UseDNR UseDNS UseDomainName UseDomains " +
		"UseGateway UseHostname UseMTU UseNTP UseRoutes UseSIP UseTimezone UserClass VendorClassIdentifier"},
	{"DHCPv6", "DUIDRawData DUIDType ForceDHCPv6PDOtherInformation Hostname IAID MUDURL NFTSet NetLabel " +
		"PrefixDelegationHint RapidCommit RequestOptions RouteMetric SendHostname SendOption SendRelease " +
		"SendVendorOption UnassignedSubnetPolicy UseAddress UseCaptivePortal UseDNR UseDNS UseDelegatedPrefix " +
		"UseDomains UseHostname UseNTP UserClass VendorClass WithoutRA"},
	{"DHCPv6PrefixDelegation", "Announce Assign ManageTemporaryAddress RouteMetric SubnetId Token"},
	{"DeficitRoundRobinScheduler", "Handle Parent"},
	{"DeficitRoundRobinSchedulerClass", "ClassId Parent QuantumBytes"},
	{"EnhancedTransmissionSelection", "Bands Handle Parent PriorityMap QuantumBytes StrictBands"},
	{"FairQueueing", "Buckets CEThresholdSec FlowLimit Handle InitialQuantum InitialQuantumBytes MaximumRate OrphanMask " +
		"Pacing PacketLimit Parent Quantum QuantumBytes"},
	{"FairQueueingControlledDelay", "CEThresholdSec ECN Flows Handle IntervalSec MemoryLimit MemoryLimitBytes PacketLimit Parent Quantum " +
		"QuantumBytes TargetSec"},
	{"FlowQueuePIE", "Handle PacketLimit Parent"},
	{"GenericRandomEarlyDetection", "DefaultVirtualQueue GenericRIO Handle Parent VirtualQueues"},
	{"HeavyHitterFilter", "Handle PacketLimit Parent"},
	{"HierarchyTokenBucket", "DefaultClass Handle Parent RateToQuantum"},
	{"HierarchyTokenBucketClass", "BufferBytes CeilBufferBytes CeilRate ClassId MTUBytes OverheadBytes Parent Priority QuantumBytes " +
		"Rate"},
	{"IPv6AcceptRA", "BlackList DHCPv6Client DenyList NFTSet NetLabel PrefixAllowList PrefixDenyList QuickAck " +
		"RouteAllowList RouteDenyList RouteMetric RouteTable RouterAllowList RouterDenyList Token " +
		"UseAutonomousPrefix UseCaptivePortal UseDNR UseDNS UseDomains UseGateway UseHopLimit " +
		"UseICMP6RateLimit UseMTU UseOnLinkPrefix UsePREF64 UseReachableTime UseRedirect " +
		"UseRetransmissionTime UseRoutePrefix"},
	{"IPv6AddressLabel", "Label Prefix"},
	{"IPv6PREF64Prefix", "LifetimeSec Prefix"},
	{"IPv6Prefix", "AddressAutoconfiguration Assign OnLink PreferredLifetimeSec Prefix RouteMetric Token " +
		"ValidLifetimeSec"},
	{"IPv6PrefixDelegation", "DNS DNSLifetimeSec Domains EmitDNS EmitDomains Managed OtherInformation RouterLifetimeSec " +
		"RouterPreference"},
	{"IPv6RoutePrefix", "LifetimeSec Route"},
	{"IPv6SendRA", "DNS DNSLifetimeSec Domains EmitDNS EmitDomains HomeAgent HomeAgentLifetimeSec HomeAgentPreference " +
		"HopLimit Managed OtherInformation ReachableTimeSec RetransmitSec RouterLifetimeSec RouterPreference " +
		"UplinkInterface"},
	{"LLDP", "MUDURL"},
	{"Link", "ARP ActivationPolicy AllMulticast Group MACAddress MTUBytes Multicast Promiscuous " +
		"RequiredFamilyForOnline RequiredForOnline Unmanaged"},
	{"Match", "Architecture BSSID Credential Driver Firmware Host KernelCommandLine KernelVersion Kind MACAddress " +
		"Name Path PermanentMACAddress Property SSID Type Virtualization WLANInterfaceType"},
	{"Neighbor", "Address LinkLayerAddress MACAddress"},
	{"Network", "ActiveSlave Address BatmanAdvanced BindCarrier Bond Bridge ConfigureWithoutCarrier DHCP " +
		"DHCPPrefixDelegation DHCPServer DHCPv6PrefixDelegation DNS DNSDefaultRoute DNSOverTLS DNSSEC " +
		"DNSSECNegativeTrustAnchors DefaultRouteOnDevice Description Domains EmitLLDP Gateway IPForward " +
		"IPMasquerade IPVLAN IPVTAP IPoIB IPv4AcceptLocal IPv4Forwarding IPv4LL IPv4LLRoute " +
		"IPv4LLStartAddress IPv4ProxyARP IPv4ProxyARPPrivateVLAN IPv4ReversePathFilter IPv4RouteLocalnet " +
		"IPv6AcceptRA IPv6AcceptRouterAdvertisements IPv6DuplicateAddressDetection IPv6Forwarding " +
		"IPv6HopLimit IPv6LinkLocalAddressGenerationMode IPv6MTUBytes IPv6PrefixDelegation " +
		"IPv6PrivacyExtensions IPv6ProxyNDP IPv6ProxyNDPAddress IPv6RetransmissionTimeSec IPv6SendRA " +
		"IPv6StableSecretAddress IPv6Token IgnoreCarrierLoss KeepConfiguration KeepMaster L2TP LLDP LLMNR " +
		"LinkLocalAddressing MACVLAN MACVTAP MACsec MulticastDNS MulticastIGMPVersion NTP PrimarySlave " +
		"ProxyARP Tunnel UseDomains VLAN VRF VXLAN Xfrm"},
	{"NetworkEmulator", "DelayJitterSec DelaySec DuplicateRate Handle LossRate PacketLimit Parent"},
	{"NextHop", "Blackhole Family Gateway Group Id OnLink"},
	{"PFIFO", "Handle PacketLimit Parent"},
	{"PFIFOFast", "Handle Parent"},
	{"PFIFOHeadDrop", "Handle PacketLimit Parent"},
	{"QDisc", "Handle Parent"},
	{"QuickFairQueueing", "Handle Parent"},
	{"QuickFairQueueingClass", "ClassId MaxPacketBytes Parent Weight"},
	{"Route", "Destination FastOpenNoCookie Gateway GatewayOnLink GatewayOnlink HopLimit IPv6Preference " +
		"InitialAdvertisedReceiveWindow InitialCongestionWindow MTUBytes Metric MultiPathRoute NextHop " +
		"PreferredSource Protocol QuickAck Scope Source TCPAdvertisedMaximumSegmentSize " +
		"TCPCongestionControlAlgorithm TCPRetransmissionTimeoutSec TTLPropagate Table Type"},
	{"RoutingPolicyRule", "DestinationPort Family FirewallMark From GoTo IPProtocol IncomingInterface InvertRule L3MasterDevice " +
		"OutgoingInterface Priority SourcePort SuppressInterfaceGroup SuppressPrefixLength Table To Type " +
		"TypeOfService User"},
	{"SR-IOV", "LinkState MACAddress MACSpoofCheck QualityOfService QueryReceiveSideScaling Trust VLANId " +
		"VLANProtocol VirtualFunction"},
	{"StochasticFairBlue", "Handle PacketLimit Parent"},
	{"StochasticFairnessQueueing", "Handle Parent PerturbPeriodSec"},
	{"TokenBucketFilter", "Burst BurstBytes Handle LatencySec LimitBytes LimitSize MPUBytes MTUBytes Parent PeakRate Rate"},
	{"TrafficControlQueueingDiscipline", "NetworkEmulatorDelayJitterSec NetworkEmulatorDelaySec NetworkEmulatorDuplicateRate " +
		"NetworkEmulatorLossRate NetworkEmulatorPacketLimit Parent"},
	{"TrivialLinkEqualizer", "Handle Id Parent"},
}

var netdevKeys = vocabulary{
	{"BareUDP", "DestinationPort EtherType MinSourcePort"},
	{"BatmanAdvanced", "Aggregation BridgeLoopAvoidance DistributedArpTable Fragmentation GatewayBandwidthDown " +
		"GatewayBandwidthUp GatewayBandwithDown GatewayBandwithUp GatewayMode HopPenalty " +
		"OriginatorIntervalSec RoutingAlgorithm"},
	{"Bond", "ARPAllTargets ARPIPTargets ARPIntervalSec ARPMissedMax ARPValidate AdActorSystem " +
		"AdActorSystemPriority AdSelect AdUserPortKey AllSlavesActive DownDelaySec " +
		"DynamicTransmitLoadBalancing FailOverMACPolicy GratuitousARP LACPTransmitRate LearnPacketIntervalSec " +
		"MIIMonitorSec MinLinks Mode PacketsPerSlave PeerNotifyDelaySec PrimaryReselectPolicy ResendIGMP " +
		"TransmitHashPolicy UpDelaySec"},
	{"Bridge", "AgeingTimeSec DefaultPVID FDBMaxLearned ForwardDelaySec GroupForwardMask HelloTimeSec MaxAgeSec " +
		"MulticastIGMPVersion MulticastQuerier MulticastSnooping Priority STP VLANFiltering VLANProtocol"},
	{"FooOverUDP", "Encapsulation Local Peer PeerPort Port Protocol"},
	{"GENEVE", "DestinationPort FlowLabel IPDoNotFragment Id InheritInnerProtocol Remote TOS TTL UDP6ZeroCheckSumRx " +
		"UDP6ZeroCheckSumTx UDP6ZeroChecksumRx UDP6ZeroChecksumTx UDPChecksum"},
	{"IPVLAN", "Flags Mode"},
	{"IPVTAP", "Flags Mode"},
	{"IPoIB", "IgnoreUserspaceMulticastGroups Mode PartitionKey"},
	{"L2TP", "EncapsulationType Local PeerTunnelId Remote TunnelId UDP6CheckSumRx UDP6CheckSumTx UDPCheckSum " +
		"UDPDestinationPort UDPSourcePort"},
	{"L2TPSession", "Layer2SpecificHeader Name PeerSessionId SessionId"},
	{"MACVLAN", "BroadcastMulticastQueueLength BroadcastQueueThreshold Mode SourceMACAddress"},
	{"MACVTAP", "Mode SourceMACAddress"},
	{"MACsec", "Encrypt Port"},
	{"MACsecReceiveAssociation", "Activate Key KeyFile KeyId MACAddress PacketNumber Port"},
	{"MACsecReceiveChannel", "MACAddress Port"},
	{"MACsecTransmitAssociation", "Activate Key KeyFile KeyId PacketNumber UseForEncoding"},
	{"Match", "Architecture Credential Firmware Host KernelCommandLine KernelVersion Virtualization"},
	{"NetDev", "Description Kind MACAddress MTUBytes Name"},
	{"Peer", "MACAddress Name"},
	{"Tap", "Group KeepCarrier MultiQueue OneQueue PacketInfo User VNetHeader"},
	{"Tun", "Group KeepCarrier MultiQueue OneQueue PacketInfo User VNetHeader"},
	{"Tunnel", "AllowLocalRemote AssignToLoopback CopyDSCP DiscoverPathMTU ERSPANDirection ERSPANHardwareId " +
		"ERSPANIndex ERSPANVersion Encapsulation EncapsulationLimit External FOUDestinationPort FOUSourcePort " +
		"FooOverUDP IPv6FlowLabel IPv6RapidDeploymentPrefix ISATAP IgnoreDontFragment Independent InputKey " +
		"Key Local Mode OutputKey Remote SerializeTunneledPackets TOS TTL"},
	{"VLAN", "EgressQOSMaps GVRP Id IngressQOSMaps LooseBinding MVRP Protocol ReorderHeader"},
	{"VRF", "Table TableId"},
	{"VXCAN", "Peer"},
	{"VXLAN", "ARPProxy DestinationPort FDBAgeingSec FlowLabel GenericProtocolExtension Group GroupPolicyExtension " +
		"IPDoNotFragment Id Independent L2MissNotification L3MissNotification Local MacLearning " +
		"MaximumFDBEntries PortRange ReduceARPProxy Remote RemoteChecksumRx RemoteChecksumTx " +
		"RouteShortCircuit TOS TTL UDP6ZeroCheckSumRx UDP6ZeroCheckSumTx UDP6ZeroChecksumRx " +
		"UDP6ZeroChecksumTx UDPCheckSum UDPChecksum VNI"},
	{"WLAN", "PhysicalDevice Type WDS"},
	{"WireGuard", "FirewallMark FwMark ListenPort PrivateKey PrivateKeyFile RouteMetric RouteTable"},
	{"WireGuardPeer", "AllowedIPs Endpoint PersistentKeepalive PresharedKey PresharedKeyFile PublicKey PublicKeyFile " +
		"RouteMetric RouteTable"},
	{"Xfrm", "Independent InterfaceId"},
}

// netdevKinds are the kinds of devices for which a section of .netdev files is
// read; [Match] and [NetDev] are for all.
var netdevKinds = vocabulary{
	{"BareUDP", "bareudp"},
	{"BatmanAdvanced", "batadv"},
	{"Bond", "bond"},
	{"Bridge", "bridge"},
	{"FooOverUDP", "fou"},
	{"GENEVE", "geneve"},
	{"IPVLAN", "ipvlan"},
	{"IPVTAP", "ipvtap"},
	{"IPoIB", "ipoib"},
	{"L2TP", "l2tp"},
	{"L2TPSession", "l2tp"},
	{"MACVLAN", "macvlan"},
	{"MACVTAP", "macvtap"},
	{"MACsec", "macsec"},
	{"MACsecReceiveAssociation", "macsec"},
	{"MACsecReceiveChannel", "macsec"},
	{"MACsecTransmitAssociation", "macsec"},
	{"Peer", "veth"},
	{"Tap", "tap"},
	{"Tun", "tun"},
	{"Tunnel", "erspan gre gretap ip6gre ip6gretap ip6tnl ipip sit vti vti6"},
	{"VLAN", "vlan"},
	{"VRF", "vrf"},
	{"VXCAN", "vxcan"},
	{"VXLAN", "vxlan"},
	{"WLAN", "wlan"},
	{"WireGuard", "wireguard"},
	{"WireGuardPeer", "wireguard"},
	{"Xfrm", "xfrm"},
}

var linkFileKeys = vocabulary{
	{"EnergyEfficientEthernet", "Advertise Enable LinkModes TxLowPowerIdle TxLowPowerIdleSec"},
	{"Link", "Advertise Alias AlternativeName AlternativeNamesPolicy AutoNegotiation AutoNegotiationFlowControl " +
		"BitsPerSecond CoalescePacketRateHigh CoalescePacketRateLow CoalescePacketRateSampleIntervalSec " +
		"CombinedChannels Description Duplex GenericReceiveOffload GenericReceiveOffloadHardware " +
		"GenericSegmentOffloadMaxBytes GenericSegmentOffloadMaxSegments GenericSegmentationOffload ImportProperty " +
		"LargeReceiveOffload MACAddress MACAddressPolicy MDI MTUBytes NTupleFilter Name NamePolicy OtherChannels Port " +
		"Property ReceiveChecksumOffload ReceivePacketSteeringCPUMask ReceiveQueues ReceiveVLANCTAGFilter " +
		"ReceiveVLANCTAGHardwareAcceleration RxBufferSize RxChannels RxCoalesceHighSec RxCoalesceIrqSec " +
		"RxCoalesceLowSec RxCoalesceSec RxFlowControl RxJumboBufferSize RxMaxCoalescedFrames RxMaxCoalescedHighFrames " +
		"RxMaxCoalescedIrqFrames RxMaxCoalescedLowFrames RxMiniBufferSize SR-IOVVirtualFunctions " +
		"StatisticsBlockCoalesceSec TCP6SegmentationOffload TCPSegmentationOffload TransmitChecksumOffload " +
		"TransmitQueueLength TransmitQueues TransmitVLANCTAGHardwareAcceleration TransmitVLANSTAGHardwareAcceleration " +
		"TxBufferSize TxChannels TxCoalesceHighSec TxCoalesceIrqSec TxCoalesceLowSec TxCoalesceSec TxFlowControl " +
		"TxMaxCoalescedFrames TxMaxCoalescedHighFrames TxMaxCoalescedIrqFrames TxMaxCoalescedLowFrames " +
		"UDPSegmentationOffload UnsetProperty UseAdaptiveRxCoalesce UseAdaptiveTxCoalesce WakeOnLan WakeOnLanPassword"},
	{"Match", "Architecture Credential Driver Firmware Host KernelCommandLine KernelVersion Kind MACAddress OriginalName Path " +
		"PermanentMACAddress Property Type Virtualization"},
	{"SR-IOV", "LinkState MACAddress MACSpoofCheck QualityOfService QueryReceiveSideScaling Trust VLANId VLANProtocol " +
		"VirtualFunction"},
}
