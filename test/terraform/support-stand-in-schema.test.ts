/**
 * The schema that is derived from the generated package is the real provider's: compared through Terraform itself, on
 * the resources this product writes, where the mirror holds the aws provider. The package was generated from a newer
 * version, so what differs between the versions is listed, and nothing else may differ.
 */
import { rmSync } from 'node:fs';
import { missingAws } from './support/needs.js';
import { startRealProvider } from './support/real-provider.js';
import { describeWith } from './support/skip.js';
import { startStandIn } from './support/stand-in/stand-in.js';
import type { ProviderSchemas, SchemaBlock } from './support/terraform-json.js';
import { withTerraform, workFolder, type AttachedProvider, type Terraform } from './support/terraform.js';

const RESOURCES = [
  'aws_ec2_managed_prefix_list', 'aws_ec2_managed_prefix_list_entry', 'aws_networkfirewall_firewall', 'aws_networkfirewall_firewall_policy',
  'aws_networkfirewall_logging_configuration', 'aws_networkfirewall_rule_group', 'aws_route_table', 'aws_security_group', 'aws_subnet', 'aws_vpc',
  'aws_vpc_security_group_egress_rule',
];

jest.setTimeout(60_000);

describeWith(missingAws(), 'the schema of the stand-in', () => {
  test('is the real one, but for what changed between the versions and what the package does not hold', async () => {
    const standIn = await startStandIn({ provider: 'aws', resources: RESOURCES, dataSources: ['aws_vpc'] });
    const real = await startRealProvider('hashicorp/aws', '>= 5.100.0, < 6.0.0', () => true);
    if (real === undefined) throw new Error('the list of differences below is for a mirror with aws 5.100');
    const differences = compare(await schemasOf(standIn), await schemasOf(real));
    await Promise.all([standIn.stop(), real.stop()]);
    const changed = differences.filter((line) => !/^\S+: not in the real one$/.test(line));
    expect(changed).toEqual([
      'aws_networkfirewall_firewall.firewall_status: type differs',
      'aws_networkfirewall_firewall.subnet_mapping: set 0..0, really set 1..0',
      'aws_networkfirewall_firewall.vpc_id: optional, really required',
      'aws_networkfirewall_logging_configuration.logging_configuration.log_destination_config: set 1..0, really set 1..3',
      'aws_networkfirewall_rule_group.rule_group.reference_sets.ip_set_references: set 0..0, really set 0..5',
    ]);
  });
});

async function schemasOf(provider: AttachedProvider): Promise<ProviderSchemas> {
  const folder = workFolder({ terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } } });
  const tf = (await withTerraform(folder, { providers: [provider] })) as Terraform;
  await tf.init();
  const schemas = await tf.schemas();
  await tf.close();
  rmSync(folder, { recursive: true });
  return schemas;
}

function compare(derived: ProviderSchemas, real: ProviderSchemas): readonly string[] {
  const of = (schemas: ProviderSchemas): ProviderSchemas['provider_schemas'][string] => {
    const [only] = Object.values(schemas.provider_schemas);
    if (only === undefined) throw new Error('expected one provider');
    return only;
  };
  const [ours, theirs] = [of(derived), of(real)];
  const resources = RESOURCES.flatMap((type) => compareBlocks(type, ours.resource_schemas?.[type]?.block, theirs.resource_schemas?.[type]?.block));
  return [...resources, ...compareBlocks('data.aws_vpc', ours.data_source_schemas?.['aws_vpc']?.block, theirs.data_source_schemas?.['aws_vpc']?.block)].sort();
}

function compareBlocks(path: string, ours: SchemaBlock | undefined, theirs: SchemaBlock | undefined): readonly string[] {
  if (ours === undefined || theirs === undefined) return [`${path}: is in one only`];
  const missing = [...Object.keys(theirs.attributes ?? {}), ...Object.keys(theirs.block_types ?? {})].filter((name) => !(name in { ...ours.attributes, ...ours.block_types }));
  return [...missing.map((name) => `${path}.${name}: only in the real one`), ...compareAttributes(path, ours, theirs), ...compareNested(path, ours, theirs)];
}

function compareAttributes(path: string, ours: SchemaBlock, theirs: SchemaBlock): readonly string[] {
  return Object.entries(ours.attributes ?? {}).flatMap(([name, mine]) => {
    const real = theirs.attributes?.[name];
    if (real === undefined) return [`${path}.${name}: not in the real one`];
    const type = sorted(mine.type) === sorted(real.type) ? [] : [`${path}.${name}: type differs`];
    return flags(mine) === flags(real) ? type : [...type, `${path}.${name}: ${flags(mine)}, really ${flags(real)}`];
  });
}

function compareNested(path: string, ours: SchemaBlock, theirs: SchemaBlock): readonly string[] {
  return Object.entries(ours.block_types ?? {}).flatMap(([name, mine]) => {
    const real = theirs.block_types?.[name];
    if (real === undefined) return [`${path}.${name}: not in the real one`];
    const bounds = (block: typeof mine): string => `${block.nesting_mode} ${block.min_items ?? 0}..${block.max_items ?? 0}`;
    const own = bounds(mine) === bounds(real) ? [] : [`${path}.${name}: ${bounds(mine)}, really ${bounds(real)}`];
    return [...own, ...compareBlocks(`${path}.${name}`, mine.block, real.block)];
  });
}

function flags(attribute: { readonly required?: true; readonly optional?: true; readonly computed?: true }): string {
  return (['required', 'optional', 'computed'] as const).filter((flag) => attribute[flag] === true).join('+');
}

/** Types as text, the members of objects in order. */
function sorted(type: unknown): string {
  const inOrder = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
  return JSON.stringify(type, inOrder);
}
