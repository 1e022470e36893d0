// The public names. Vendors are imported from `vendor-egress/vendors/<id>`; nothing here loads cdktf or a provider
// until something is built.

export { AwsNetworkFirewallEgress, awsNetworkFirewall } from './firewalls/aws-network-firewall/index.js';
export { AwsSecurityGroupEgress, awsSecurityGroup } from './firewalls/aws-security-group/index.js';
export { AzureFirewallEgress, azureFirewall } from './firewalls/azure-firewall/index.js';
export { AzureNetworkSecurityGroupEgress, azureNetworkSecurityGroup } from './firewalls/azure-network-security-group/index.js';
export {
  type BuildInput,
  type Enforcement,
  type Firewall,
  type FirewallKind,
  type Loss,
  type Lowering,
  type LoweringContext,
  type Unsupported,
  type Use,
  type Widening,
  defineFirewall,
} from './firewalls/firewall.js';
export { type Cidr, formatCidr } from './model/cidr.js';
export { type Checked, EgressError, type Problem, formatProblem } from './model/diagnostic.js';
export type { Flow, Origin } from './model/flow.js';
export {
  type CidrRules,
  type Option,
  type OptionTable,
  type OptionsInput,
  type OptionsOf,
  address,
  choice,
  choices,
  cidr,
  cidrs,
  date,
  flag,
  group,
  hostName,
  hostOrAddress,
  integer,
  listOf,
  numberChoice,
  optional,
  port,
  resourceId,
  text,
  withDefault,
} from './model/option.js';
export type { Application, Direction, Protocol } from './model/protocol.js';
export { type SiteReport, reportSite } from './report/site-report.js';
export { printSite } from './report/print-site.js';
export { PlannedEgress, SiteEgress, type SiteEgressProps, VendorEgress, type VendorEgressProps } from './site/construct.js';
export { findSites } from './site/find-sites.js';
export { type FirewallEgressProps, firewallEgress } from './site/firewall-egress.js';
export { type SitePlan, planSite } from './site/plan-site.js';
export { planSites, planSitesOrThrow } from './site/plan-sites.js';
export { type BuildApp, runApp } from './site/run-app.js';
export { type Acceptance, type Site, defineSite } from './site/site.js';
export { vendorConstruct } from './vendor/construct.js';
export { type Vendor, type VendorSelection, defineVendor } from './vendor/define-vendor.js';
export { type PinnedFile, type PinnedList, pinnedList } from './vendor/pinned-list.js';
export type { Necessity, Note, Opening, Requirement, Source, VendorDocument } from './vendor/vendor-document.js';
export type { VendorProbes } from './vendor/probes.js';
