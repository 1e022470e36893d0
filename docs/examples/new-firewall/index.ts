// A firewall kind, whole: copy the folder to src/firewalls/<kind>/.
import { defineFirewall } from '../../../src/firewalls/firewall.js';
import { resourceId } from '../../../src/model/option.js';
import { attached } from './attached.js';
import { cannot, lower } from './lower.js';
import { read } from './read.js';

/** Plainwall, a made-up firewall. */
export const plainwall = defineFirewall({
  id: 'plainwall',
  about: 'a made-up firewall: names on TLS, networks on everything else',
  cloud: 'aws',
  options: { wallId: resourceId('the wall to add rules to', 'an id such as wall-1a2b', /^wall-[0-9a-f]{4}$/) },
  unit: 'site',
  seesNames: true,
  cannot,
  lower,
  read,
  attached,
  // Loaded when something is built: a site file that names this kind must not load cdktf.
  build: (scope, id, input) => new (require('./construct.js') as typeof import('./construct.js')).PlainwallRules(scope, id, input),
});
