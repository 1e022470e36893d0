import type { Application, Direction } from './protocol.js';

/** One concrete packet that opens a connection. */
export interface Probe {
  readonly direction: Direction;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  /** Destination port. */
  readonly port: number;
  readonly application: Application;
  /** What the client claims: SNI, Host, or for opaque traffic the name it resolved. */
  readonly name?: string;
}
