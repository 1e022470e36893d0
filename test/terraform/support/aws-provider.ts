/** The aws provider block that keeps the real provider on the loopback: fake keys, no checks that would call AWS. */

/**
 * Sends the named services ("ec2", "networkfirewall", ...) to these addresses; any other call would go to AWS and be
 * refused for its keys. Without endpoints it is enough to validate and to plan what is new.
 *
 *   loopbackProvider('eu-central-1', { ec2: moto.url, sts: moto.url, networkfirewall: endpoint.url })
 */
export function loopbackProvider(region: string, endpoints: Readonly<Record<string, string>> = {}): Readonly<Record<string, unknown>> {
  return {
    region,
    access_key: 'test',
    secret_key: 'test',
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: 'true',
    skip_region_validation: true,
    // A refusal is final and shows at once; a connection that breaks on a busy machine is tried again, but not for minutes.
    max_retries: 3,
    endpoints: [endpoints],
  };
}
