import type { Note } from '../../src/vendor/vendor-document.js';

/** Lines of the page that ask for nothing. The page is a table with its cells below each other. */
export const notes: readonly Note[] = [
  { source: 'ports', lines: ['1-5'], quote: 'Port Utilization Table Columns', why: 'context' },
  { source: 'ports', lines: ['7-17'], quote: 'The remote application or device making a connection', why: 'context: what the columns mean; the cells of the remote device are missing from every row' },
  {
    source: 'ports',
    lines: ['19-21'],
    quote: 'The remote port is used to make an outgoing connection',
    why: 'source ports are never a rule, and replies are implied; the cells are missing from every row',
  },
  { source: 'ports', lines: ['23-25'], quote: 'Inbound, Bidirectional, Outbound', why: 'context: rows say Inward and Outward where they name who opens the connection' },
  { source: 'ports', lines: ['28-31'], quote: 'ephemeral port range 1024 - 65535', why: 'source ports are never a rule, and replies are implied' },
  { source: 'ports', lines: ['33'], quote: 'Keep the rest of the ports blocked', why: 'advice that holds by itself: nothing is opened beyond the rows' },
  { source: 'ports', lines: ['36-50'], quote: 'Customer Collaboration Platform Port Utilization', why: 'context: title and headings of the table' },
];
