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

// catalogue are the rules in the order of their IDs.
var catalogue = [...]func() lint.Rule{
	aliasOnPort,
	arpNoTargets,
	balanceSLBRequirements,
	bondNoPorts,
	bootprotoUnknown,
	bothMonitors,
	bridgeABARP,
	bridgeRRBroadcast,
	bridgeTLBALB,
	bridgeXORLACPSwitch,
	delayNotMultiple,
	delayWithoutMIIMon,
	fomMode,
	fomVirtualBox,
	ifcfgArpTargetPlus,
	ifcfgArpTargetSubstring,
	ifcfgBondingMasterType,
	ifcfgDeprecated,
	ifcfgDeviceDuplicate,
	ifcfgHwaddrMacaddr,
	ifcfgIgnoredSuffix,
	ifcfgMasterUndefined,
	ifcfgMasterWithoutSlave,
	ifcfgModprobeOverlap,
	ifcfgNameDeviceMismatch,
	ifcfgNMControlledMixed,
	ifcfgNoDevice,
	ifcfgOptsToken,
	ifcfgOptsUnquoted,
	ifcfgPortOnbootNo,
	ifcfgSamePathTwice,
	ifcfgSlaveWithoutMaster,
	ifcfgSuseKeys,
	ifcfgTypeBonding,
	ifcfgTypeMissing,
	ifcfgUserctl,
	ignoreUnknownRule,
	ignoreUnused,
	ignoreWithoutReason,
	miimonImplicit,
	miimonZero,
	modeUnknown,
	modprobeAliasOptions,
	netplanGateway4,
	nmCompetingProfile,
	noLinkMonitor,
	optionRange,
	optionRefusedInMode,
	optionRepeated,
	optionUnknown,
	optionWithoutEffectInMode,
	portHasAddress,
	portInTwoBonds,
	portUndefined,
	prefixAndNetmask,
	primaryNotPort,
	slbWithoutBalanceSLB,
	switchConfig,
}

// All returns the rules in the order of their IDs.
func All() []lint.Rule {
	list := make([]lint.Rule, len(catalogue))
	for i, rule := range catalogue {
		list[i] = rule()
	}
	return list
}
