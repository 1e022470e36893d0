/*
 * Written by hand: the packages on npm that write this format are unkept (node-pcap-writer, pcap-generator), build
 * no TCP, and would save these thirty lines only.
 */

// LINKTYPE_RAW: packets start with their IP header, so no Ethernet has to be made up.
const RAW_IP = 101;
// 2026-01-01T00:00:00Z: a fixed time, so that the same packets give the same file.
const START = 1_767_225_600;
const SPACING = 500;

/** A pcap file (version 2.4) of whole IP packets, half a millisecond apart. */
export function pcapFile(packets: readonly Buffer[]): Buffer {
  return Buffer.concat([fileHeader(), ...packets.flatMap((packet, index) => [recordHeader(packet.length, index), packet])]);
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16);
  header.writeUInt32LE(RAW_IP, 20);
  return header;
}

function recordHeader(length: number, index: number): Buffer {
  const micros = index * SPACING;
  const header = Buffer.alloc(16);
  header.writeUInt32LE(START + Math.floor(micros / 1_000_000), 0);
  header.writeUInt32LE(micros % 1_000_000, 4);
  header.writeUInt32LE(length, 8);
  header.writeUInt32LE(length, 12);
  return header;
}
