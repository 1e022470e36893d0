/**
 * The TypeScript that a prebuilt @cdktf/provider-* module was compiled from. The packages ship it in the inline source
 * map of each `lib/<resource>/index.js`, and it holds what the compiled code lost: which attribute is required,
 * optional or computed.
 */
import { readFileSync } from 'node:fs';

const MAP = 'sourceMappingURL=data:application/json;base64,';

/** Reads the source of one module, such as ("azurerm", "network-security-group"). */
export function generatedSource(provider: string, module: string): string {
  const path = modulePath(provider, module);
  const text = readFileSync(path, 'utf8');
  const at = text.lastIndexOf(MAP);
  if (at < 0) throw new Error(`${path}: expected an inline source map, found none`);
  const map = JSON.parse(Buffer.from(text.slice(at + MAP.length), 'base64').toString('utf8')) as { sourcesContent?: string[] };
  const source = map.sourcesContent?.[0];
  if (source === undefined) throw new Error(`${path}: expected the source in the source map, found none`);
  return source;
}

/** The module of a resource type: "azurerm_ip_group" is in lib/ip-group, its data source in lib/data-azurerm-ip-group. */
export function moduleOf(provider: string, type: string, kind: 'resource' | 'data source'): string {
  const prefix = `${provider}_`;
  if (!type.startsWith(prefix)) throw new Error(`${type}: expected a type of provider ${provider}`);
  const dashed = type.slice(prefix.length).replaceAll('_', '-');
  return kind === 'resource' ? dashed : `data-${provider}-${dashed}`;
}

/** The provider version that the package was generated from, such as "4.55.0". */
export function generatedVersion(source: string): string {
  const version = /registry\.terraform\.io\/providers\/[^/]+\/[^/]+\/([0-9][^/]*)\/docs/.exec(source)?.[1];
  if (version === undefined) throw new Error('generated source: expected a link to the provider documentation');
  return version;
}

function modulePath(provider: string, module: string): string {
  try {
    return require.resolve(`@cdktf/provider-${provider}/lib/${module}/index.js`);
  } catch {
    throw new Error(`@cdktf/provider-${provider} has no lib/${module}: is the resource's name right?`);
  }
}
