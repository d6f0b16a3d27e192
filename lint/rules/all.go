package rules

import (
	"embed"

	"github.com/bondc/bondc/lint"
)

//go:embed docs/*.md
var pages embed.FS

// Page returns the page about a rule, as Markdown, and false for a name
// without a page.
func Page(id string) (string, bool) {
	page, err := pages.ReadFile("docs/" + id + ".md")
	return string(page), err == nil && id != "README"
}

// The rules by category, within one in the order of their IDs.
var (
	settingRules = []*lint.Rule{
		&balanceSLBNotKernel,
		&balanceSLBRequirements,
		&gratARPNAConflict,
		&modeImplicit,
		&modeUnknown,
		&optionRange,
		&optionRefusedInMode,
		&optionRepeated,
		&optionUnknown,
		&optionWithoutEffectInMode,
		&primaryReselectNoop,
		&rrOrBroadcastUnsuited,
		&xmitHashNumber,
	}

	monitoringRules = []*lint.Rule{
		&albUpdelay,
		&arpAllTargetsNoop,
		&arpLoadbalanceSwitch,
		&arpNoTargets,
		&arpSingleTarget,
		&arpTargetDuplicate,
		&arpTargetOffLink,
		&arpTargetsUnused,
		&arpValidateWithoutARP,
		&bothMonitors,
		&delayNotMultiple,
		&delayWithoutMIIMon,
		&fomActiveUpdelay,
		&intervalUnit,
		&miimonImplicit,
		&miimonZero,
		&noLinkMonitor,
		&useCarrierZero,
	}

	lacpRules = []*lint.Rule{
		&adActorSystemNotLocal,
		&adActorSystemZero,
		&hashNotCompliant,
		&lacpMixedSpeed,
		&lacpPassive,
		&lacpSpoofable,
		&minLinksOne,
		&minLinksTooHigh,
	}

	portsRules = []*lint.Rule{
		&aliasOnPort,
		&bondNoPorts,
		&mtuRange,
		&portCAN,
		&portHasAddress,
		&portInBondAndBridge,
		&portInTwoBonds,
		&portInfinibandFOM,
		&portInfinibandMode,
		&portLoopback,
		&portMTUDiffers,
		&portRepeated,
		&portTypeMix,
		&portUndefined,
		&portWireless,
		&primaryNotPort,
		&prioWithPrimary,
		&queueIDDuplicate,
		&queueIDInBondingOpts,
		&queueIDRange,
	}

	macRules = []*lint.Rule{
		&fomActiveCost,
		&fomMode,
		&fomVirtualBox,
		&fomVMware,
		&fomWithMAC,
		&hwaddrAmbiguous,
		&macNotUnicast,
		&portMACSet,
	}

	bridgesRules = []*lint.Rule{
		&bridgeABARP,
		&bridgeABFailover,
		&bridgeARPOther,
		&bridgePortHasAddress,
		&bridgeRRBroadcast,
		&bridgeTLBALB,
		&bridgeXORLACPSwitch,
		&slbWithoutBalanceSLB,
	}

	switchesRules = []*lint.Rule{
		&switchConfig,
	}

	vlanRules = []*lint.Rule{
		&mtuAboveParent,
		&vlanDuplicate,
		&vlanIDRange,
		&vlanIncomplete,
		&vlanMACPromisc,
		&vlanNonEthernet,
		&vlanOnPort,
	}

	addressingRules = []*lint.Rule{
		&bootprotoUnknown,
		&defaultRouteConflict,
		&defaultRouteWinner,
		&gatewayOffSubnet,
		&ipv6IgnoreIsNotOff,
		&prefixAndNetmask,
	}

	hostsRules = []*lint.Rule{
		&bootLineDiffers,
		&keyUnknown,
		&linkInTwoPlaces,
		&linkNameRefused,
		&notManagedOnTarget,
	}

	ifcfgRules = []*lint.Rule{
		&ifcfgArpTargetPlus,
		&ifcfgArpTargetSubstring,
		&ifcfgBondingMasterType,
		&ifcfgDeprecated,
		&ifcfgDeviceDuplicate,
		&ifcfgHwaddrMacaddr,
		&ifcfgIgnoredSuffix,
		&ifcfgKeyRepeated,
		&ifcfgMasterUndefined,
		&ifcfgMasterWithoutSlave,
		&ifcfgModprobeOverlap,
		&ifcfgNameDeviceMismatch,
		&ifcfgNMControlledMixed,
		&ifcfgNoDevice,
		&ifcfgOptsToken,
		&ifcfgOptsUnquoted,
		&ifcfgPortOnbootNo,
		&ifcfgSamePathTwice,
		&ifcfgSlaveWithoutMaster,
		&ifcfgSuseKeys,
		&ifcfgTypeBonding,
		&ifcfgTypeMissing,
		&ifcfgUserctl,
	}

	netplanRules = []*lint.Rule{
		&cloudInitOptionLost,
		&cloudInitSettingLost,
		&netplanAlias,
		&netplanArpValidateFilter,
		&netplanCloudInitFile,
		&netplanGatewayNoAddress,
		&netplanGateway4,
		&netplanHashUnsupported,
		&netplanLearnIntervalNetworkd,
		&netplanNameTaken,
		&netplanNMAddressOptions,
		&netplanNMIntervalSuffix,
		&netplanNMRefused,
		&netplanNMSettings,
		&netplanOVSMode,
		&netplanPerms,
		&netplanPrimaryTwice,
		&netplanVLANBesideCost,
		&netplanZeroDropped,
	}

	modprobeRules = []*lint.Rule{
		&modprobeAliasOptions,
		&modprobeConfFile,
		&modprobeMaxBonds,
		&modprobeMaxBondsDiffering,
		&modprobeOptionsGlobal,
		&modprobeRename,
		&modprobeSuffix,
	}

	nmRules = []*lint.Rule{
		&nmAddressingRefused,
		&nmAutoconnectOff,
		&nmBondSlaveType,
		&nmCompetingProfile,
		&nmIfnameRequired,
		&nmKeyfilePerms,
		&nmMethodImplicit,
		&nmOptionVersion,
		&nmUnsupportedOption,
	}

	networkdRules = []*lint.Rule{
		&networkdKeepmaster,
		&networkdLearnInterval,
		&networkdNoMatch,
		&networkdOptionVersion,
		&networkdValueIgnored,
		&networkdZeroNotSent,
	}

	versionsRules = []*lint.Rule{
		&kernelTooOld,
	}

	ignoresRules = []*lint.Rule{
		&ignoreUnknownRule,
		&ignoreUnused,
		&ignoreWithoutReason,
	}
)

// All returns the rules by category, in the order of lint's list of these,
// within one in the order of their IDs.
func All() []*lint.Rule {
	catalogue := [...][]*lint.Rule{
		settingRules,
		monitoringRules,
		lacpRules,
		portsRules,
		macRules,
		bridgesRules,
		switchesRules,
		vlanRules,
		addressingRules,
		hostsRules,
		ifcfgRules,
		netplanRules,
		modprobeRules,
		nmRules,
		networkdRules,
		versionsRules,
		ignoresRules,
	}
	n := 0
	for _, group := range catalogue {
		n += len(group)
	}
	list := make([]*lint.Rule, 0, n)
	for _, group := range catalogue {
		list = append(list, group...)
	}
	return list
}
