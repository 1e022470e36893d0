/** A table that is asked for words of foreign texts: it has its own words and no others, not even `constructor`. */
export const wordTable = <V>(table: Readonly<Record<string, V>>): Readonly<Record<string, V>> => Object.freeze(Object.assign(Object.create(null) as Record<string, V>, table));
