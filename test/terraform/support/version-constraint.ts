/**
 * Whether a provider version satisfies a Terraform version constraint such as ">= 5.100.0, < 7.0.0". Terraform decides
 * this itself at init; the tests ask first, to choose between the real provider and the stand-in.
 */
type Version = readonly [number, number, number];

/** True if every comma-separated part of the constraint admits the version. An empty constraint admits all. */
export function admits(constraint: string, version: string): boolean {
  const parts = constraint.split(',').map((part) => part.trim()).filter((part) => part !== '');
  return parts.every((part) => admitsPart(part, parse(version)));
}

function admitsPart(part: string, version: Version): boolean {
  const match = /^(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+){0,2})$/.exec(part);
  if (match === null) throw new Error(`version constraint: cannot read "${part}"`);
  const written = match[2] ?? '';
  const order = compare(version, parse(written));
  switch (match[1] ?? '=') {
    case '=': return order === 0;
    case '!=': return order !== 0;
    case '>': return order > 0;
    case '>=': return order >= 0;
    case '<': return order < 0;
    case '<=': return order <= 0;
    default: return order >= 0 && compare(version, pessimisticEnd(written)) < 0;
  }
}

/** "~> 5.1" ends before 6.0.0; "~> 5.1.2" ends before 5.2.0: all but the last written part must stay. */
function pessimisticEnd(written: string): Version {
  const [major, minor] = parse(written);
  return written.split('.').length === 3 ? [major, minor + 1, 0] : [major + 1, 0, 0];
}

function parse(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map((part) => Number.parseInt(part, 10));
  return [major, minor, patch];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
