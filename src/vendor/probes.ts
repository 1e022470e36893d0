/**
 * Packets that must pass and must not, as people write them: `443/tcp tls api.example.com`, `3478/udp 198.51.100.7`,
 * `5222/tcp 10.1.2.10 from 10.9.0.4`, `443/tcp 10.1.2.10 in from 10.9.0.0` for ingress. The application is `opaque` when
 * it is not given; the source is the first address of the site when it is not given.
 */
export interface VendorProbes {
  /** The options under which they hold. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly pass: readonly string[];
  readonly refuse: readonly string[];
  /** More options, each with probes of their own. */
  readonly variants?: readonly VendorProbes[];
}
