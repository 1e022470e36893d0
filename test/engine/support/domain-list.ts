/** A stateful domain-list rule group (RulesSourceList), as the API takes it. */
export interface DomainList {
  readonly targets: readonly string[];
  readonly targetTypes: readonly ('TLS_SNI' | 'HTTP_HOST')[];
  readonly generatedRulesType: 'ALLOWLIST';
}

const FORMS = {
  TLS_SNI: {
    protocol: 'tls',
    match: (target: string) => `ssl_state:client_hello; tls.sni; ${content(target, ' nocase;')}`,
    message: 'matching TLS allowlisted FQDNs',
  },
  HTTP_HOST: {
    protocol: 'http',
    match: (target: string) => `http.host; ${content(target, '')}`,
    message: 'matching HTTP allowlisted FQDNs',
  },
} as const;

/**
 * The rules that AWS documents as generated from an allowlist (developer guide, "Examples of stateful rules":
 * domain list), in strict order: no priority, and no drops, which the policy's default actions take over.
 * AWS numbers the SIDs of each group from 1; here the caller says where, so that groups can share one engine.
 */
export function domainListRules(list: DomainList, firstSid: number): string {
  const pairs = list.targetTypes.flatMap((type) => list.targets.map((target) => ({ form: FORMS[type], target })));
  return pairs
    .map(({ form, target }, index) =>
      `pass ${form.protocol} $HOME_NET any -> $EXTERNAL_NET any (${form.match(target)} msg:"${form.message}"; flow:to_server, established; sid:${firstSid + index}; rev:1;)`)
    .join('\n');
}

// A leading dot stands for the name itself and everything below it.
function content(target: string, nocase: string): string {
  return target.startsWith('.') ? `dotprefix; content:"${target}";${nocase} endswith;` : `content:"${target}"; startswith;${nocase} endswith;`;
}
