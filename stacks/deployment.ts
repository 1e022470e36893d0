// The one place for what a deployment has to fill in. The values here are examples: the ids lead nowhere.
// A value left out is named when the stacks are synthesized, with the site and the firewall that need it.

/** Shared by the offices whose traffic leaves through the hub. */
export const azure = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  firewallPolicyId:
    '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub',
  resourceGroupName: 'contact-center',
  location: 'westeurope',
};

export const aws = {
  region: 'eu-central-1',
  vpcId: 'vpc-00000000000000000',
  firewallSubnetIds: ['subnet-00000000000000000'],
};

/** Names that the vendors gave you. */
export const tenants = {
  glartek: 'example',
};

/** Where Terraform keeps what it deployed; a folder of this project until you name a shared backend. */
export const stateFolder = '../../..';
