import { type Checked, invalid, shown, valid } from '../model/diagnostic.js';
import { repeatedKeys } from './repeated-keys.js';

/** What a JSON file may hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;

export interface JsonMap {
  readonly [key: string]: Json;
}

export const isJsonMap = (json: Json | undefined): json is JsonMap => typeof json === 'object' && json !== null && !Array.isArray(json);

/** A key of an object; nothing of anything else. */
export const at = (json: Json | undefined, key: string): Json | undefined => (isJsonMap(json) && Object.hasOwn(json, key) ? json[key] : undefined);

export const itemsOf = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : json === undefined || json === null ? [] : [json]);

/** Entries of an object, or of every object in a list of them, as Terraform's JSON allows both; comments left out. */
export const entriesOf = (json: Json | undefined): readonly (readonly [string, Json])[] =>
  itemsOf(json).flatMap((item) => (isJsonMap(item) ? Object.entries(item).filter(([key]) => key !== '//') : []));

/** Reads text that has to be one JSON object, with each key once: of two, Terraform reads both and JavaScript one. */
export function parseJsonObject(text: string, where: string): Checked<JsonMap> {
  try {
    const json = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
    if (!isJsonMap(json)) return invalid({ where, expected: 'a JSON object', got: shown(json) });
    const repeated = repeatedKeys(text);
    return repeated.length === 0 ? valid(json) : invalid(...repeated.map((key) => ({ where: `${where}: ${key}`, expected: 'a key that its object has once', got: 'it again' })));
  } catch (error) {
    return invalid({ where, expected: 'JSON', got: error instanceof SyntaxError ? error.message : String(error) });
  }
}
