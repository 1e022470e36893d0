/**
 * A provider's schema with only the wanted types in it, cut out of the bytes as they are. The aws provider's schema has
 * 1,500 resource types, and Terraform takes seconds to read them in each command; ours are a handful.
 *
 * The message is GetProviderSchema.Response of tfplugin 5 and 6: resources, data sources, functions and all that came
 * later are maps from a name (field 1 of the entry); the provider block, diagnostics and capabilities are not.
 */
const NOT_MAPS = [1, 4, 5, 6];
const LENGTH_DELIMITED = 2;

export function keepTypes(response: Buffer, keep: (type: string) => boolean): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < response.length; ) {
    const tag = varint(response, at);
    if ((tag.value & 7) !== LENGTH_DELIMITED) throw new Error(`provider schema: expected fields with a length, got wire type ${tag.value & 7}`);
    const length = varint(response, tag.end);
    const end = length.end + length.value;
    if (NOT_MAPS.includes(tag.value >> 3) || keep(keyOf(response.subarray(length.end, end)))) kept.push(response.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

function keyOf(entry: Buffer): string {
  const length = varint(entry, 1);
  return entry.subarray(length.end, length.end + length.value).toString('utf8');
}

/** Lengths and tags here are far below 2^31. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let shift = 0, end = at; ; shift += 7, end += 1) {
    const byte = bytes[end];
    if (byte === undefined) throw new Error('provider schema: expected a number, got the end');
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, end: end + 1 };
  }
}
