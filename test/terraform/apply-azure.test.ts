/**
 * Two offices behind one Azure Firewall policy, in real Terraform over the stand-in for azurerm: what one more row and
 * one vendor less change, by rule collection group and by the name of the rule.
 */
import { rmSync } from 'node:fs';
import { azureFirewall } from '../../src/firewalls/azure-firewall/index.js';
import { defineSite, type Site } from '../../src/site/site.js';
import { alleo } from '../../vendors/alleo/index.js';
import { flexperto } from '../../vendors/flexperto/index.js';
import { imaginate } from '../../vendors/imaginate/index.js';
import { missingTerraform } from './support/needs.js';
import { writeSites } from './support/sites.js';
import { describeWith } from './support/skip.js';
import { startStandIn, type StandIn } from './support/stand-in/stand-in.js';
import { changeLines, changesOf, type Plan } from './support/terraform-json.js';
import { withTerraform, workFolder, type Terraform } from './support/terraform.js';

jest.setTimeout(120_000);

const GROUP = 'azurerm_firewall_policy_rule_collection_group';
const through = [azureFirewall({ firewallPolicyId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub' })];
const NOT_SEEN = 'paths are not visible without TLS inspection';
const PATHS = { 'flexperto/recaptcha': NOT_SEEN, 'flexperto/recaptcha-static': NOT_SEEN, 'flexperto/jquery': NOT_SEEN };

type Vendors = Site['vendors'];

const offices = (berlin: Vendors, hamburg: Vendors = { 600: alleo(), 610: imaginate() }): readonly Site[] => [
  defineSite({ id: 'office-berlin', sources: ['10.20.0.0/16'], vendors: berlin, through, accept: 510 in berlin ? PATHS : {} }),
  defineSite({ id: 'office-hamburg', sources: ['10.30.0.0/16'], vendors: hamburg, through }),
];

type Collection = { readonly name: string; readonly rule: readonly { readonly name: string }[] };
type Rule = readonly [name: string, collection: string, said: string];

/** Every rule of a group, in order, with all that it says. */
function rulesOf(group: Readonly<Record<string, unknown>> | null): readonly Rule[] {
  const collections = ['network_rule_collection', 'application_rule_collection'].flatMap((name) => (group?.[name] ?? []) as readonly Collection[]);
  return collections.flatMap((collection) => collection.rule.map((rule) => [rule.name, collection.name, JSON.stringify(rule)] as const));
}

/** A group without its rules. */
const frame = (group: Readonly<Record<string, unknown>> | null): string =>
  JSON.stringify(group, (name, value: unknown) => (name === 'rule' ? undefined : value));

describeWith(missingTerraform(), 'offices behind one policy, in Terraform', () => {
  let standIn: StandIn;
  let folder: string;
  let tf: Terraform;

  beforeAll(async () => {
    standIn = await startStandIn({ provider: 'azurerm', resources: [GROUP] });
    folder = workFolder({});
    tf = (await withTerraform(folder, { providers: [standIn] })) as Terraform;
    writeSites(folder, offices({ 500: alleo(), 510: flexperto() }));
    await tf.init();
  });
  afterAll(async () => {
    await tf.close();
    await standIn.stop();
    rmSync(folder, { recursive: true });
  });

  const short = (plan: Plan): readonly string[] => changeLines(plan).map((line) => line.replace(`${GROUP}.`, '').replace(/_azure-firewall_(\S+)_[0-9A-F]{8}$/, '/$1'));

  test('a group for each office and vendor, with a priority of its own; then a plan is empty', async () => {
    const plan = await tf.plan();
    expect(changesOf(plan).map(({ change: { after } }) => `${String(after?.['priority'])} ${String(after?.['name'])}`).sort()).toEqual([
      '500 office-berlin-alleo', '510 office-berlin-flexperto', '600 office-hamburg-alleo', '610 office-hamburg-imaginate',
    ]);
    await tf.applyPlan();
    expect(changeLines(await tf.plan())).toEqual([]);
  });

  /** The rules that a plan that updates one group takes out and puts in, by name; all else stays as it is, in its order. */
  function changed(plan: Plan): { readonly gone: readonly string[]; readonly added: readonly string[] } {
    const [{ change } = { change: { before: null, after: null } }] = changesOf(plan);
    const [before, after] = [rulesOf(change.before), rulesOf(change.after)];
    const without = (rules: readonly Rule[], others: readonly Rule[]): readonly string[] => rules.map(([name]) => name).filter((name) => !others.some(([other]) => other === name));
    const [gone, added] = [without(before, after), without(after, before)];
    expect(after.filter(([name]) => !added.includes(name))).toEqual(before.filter(([name]) => !gone.includes(name)));
    expect(frame(change.after)).toBe(frame(change.before));
    return { gone, added };
  }

  test('one row more by name: one group is updated in place, and one rule is added to it', async () => {
    writeSites(folder, offices({ 500: alleo({ externalWidgets: true }), 510: flexperto() }));
    const plan = await tf.plan();
    expect(short(plan)).toEqual(['update office-berlin/alleo']);
    expect(changed(plan)).toEqual({ gone: [], added: ['alleo-external-widgets-https-443'] });
    await tf.applyPlan();
    expect(changeLines(await tf.plan())).toEqual([]);
  });

  test('one row more by address, to where no other goes: one group, one rule', async () => {
    const vendors = { 600: alleo(), 610: imaginate({ communicationServer: { host: 'rooms.example.com', ip: '198.51.100.20' } }) };
    writeSites(folder, offices({ 500: alleo({ externalWidgets: true }), 510: flexperto() }, vendors));
    const plan = await tf.plan();
    expect(short(plan)).toEqual(['update office-hamburg/imaginate']);
    // Two rows of the page, one for each port; ports that go to the same address are one rule.
    expect(changed(plan)).toEqual({ gone: [], added: ['imaginate-communication-5055_communication-5056-udp-5055-5056'] });
  });

  test('one row more to addresses that another row has: its ports join the rule of each protocol', async () => {
    writeSites(folder, offices({ 500: alleo({ externalWidgets: true }), 510: flexperto({ stunTurn5349: true }) }));
    const plan = await tf.plan();
    expect(short(plan)).toEqual(['update office-berlin/flexperto']);
    expect(changed(plan)).toEqual({
      gone: ['flexperto-stun-turn-3478-tcp-3478', 'flexperto-stun-turn-3478-udp-3478'],
      added: ['flexperto-stun-turn-3478_stun-turn-5349-tcp-3478_5349', 'flexperto-stun-turn-3478_stun-turn-5349-udp-3478_5349'],
    });
    await tf.applyPlan();
  });

  test('a vendor that goes takes its group, and nothing of the other that uses the same names', async () => {
    writeSites(folder, offices({ 500: alleo({ externalWidgets: true }) }));
    expect(short(await tf.plan())).toEqual(['delete office-berlin/flexperto']);
    await tf.applyPlan();
    expect(changeLines(await tf.plan())).toEqual([]);
  });

  test('a vendor that one office gives up stays in the other', async () => {
    writeSites(folder, offices({ 500: alleo({ externalWidgets: true }) }, { 610: imaginate() }));
    expect(short(await tf.plan())).toEqual(['delete office-hamburg/alleo']);
  });

  test('destroy leaves nothing', async () => {
    await tf.destroy();
    expect((await tf.state()).values?.root_module?.resources ?? []).toEqual([]);
  });
});
