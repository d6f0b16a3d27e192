package option

// ID names a row; it is the only handle that other packages use.
type ID uint8

// The rows, in the kernel's order of groups.
const (
	Unknown ID = iota // no row: an option that no kernel has

	ModeOpt

	// Link monitoring.
	MIIMon
	UseCarrier
	UpDelay
	DownDelay
	PeerNotifDelay
	ARPInterval
	ARPIPTarget
	NSIP6Target
	ARPValidate
	ARPAllTargets
	ARPMissedMax

	// Failover.
	FailOverMAC
	Primary
	PrimaryReselect
	ActivePort
	NumGratARP
	NumUnsolNA
	NumPeerNotif
	ResendIGMP
	AllPortsActive

	// 802.3ad.
	LACPRate
	LACPActive
	LACPStrict
	ADSelect
	MinLinks
	ADActorSysPrio
	ADActorSystem
	ADUserPortKey
	CoupledControl
	BroadcastNeighbor

	// Load balancing.
	XmitHashPolicy
	PacketsPerPort
	LPInterval
	TLBDynamicLB

	// Ports.
	QueueID
	Prio
	ActorPortPrio

	// NetworkManager's own.
	BalanceSLB

	// Not configuration of a bond.
	MaxBonds
	TXQueues
	PortList
	BondingMasters
	MIIStatus
	ADAggregator
	ADNumPorts
	ADActorKey
	ADPartnerKey
	ADPartnerMAC
	PortState
	PortMIIStatus
	PortLinkFailureCount
	PortPermHWAddr
	PortADAggregatorID
	PortADActorOperPortState
	PortADPartnerOperPortState

	NumOptions
)
