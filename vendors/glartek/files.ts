import type { Opening, Requirement } from '../../src/vendor/vendor-document.js';
import type { GlartekOptions } from './options.js';

type Row = Requirement<GlartekOptions>;

const HTTPS: readonly Opening[] = [{ protocol: 'tcp', ports: '443', application: 'tls' }];

/** The regions of China have a domain of their own (Amazon S3 user guide for China, read 2026-11-20). */
const suffixOf = (region: string): string => `${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

/**
 * Where files are. Endpoints are s3.REGION and s3.dualstack.REGION; a bucket stands one label below (Amazon S3 API
 * reference, "Making requests using the REST API", read 2026-11-20).
 */
function storage({ s3Region, s3Scope, s3Buckets }: GlartekOptions): readonly string[] {
  const suffix = suffixOf(s3Region);
  if (s3Scope === 'published') return [`*.${suffix}`];
  const endpoints = [`s3.${suffix}`, `s3.dualstack.${suffix}`];
  if (s3Scope === 's3Region') return endpoints.map((endpoint) => `.${endpoint}`);
  return [...s3Buckets].sort().flatMap((bucket) => endpoints.map((endpoint) => `${bucket}.${endpoint}`));
}

const inStorage = {
  source: 'page',
  lines: ['12', '23', '26-27'],
  quote: 'Yes (disables cloud recording and file sharing)',
  opens: HTTPS,
  to: storage,
  inferred: 'the page gives an example, broken by a blank in the second table; s3Scope narrows it from all of AWS in the region to S3 or buckets',
} as const;

export const files: readonly Row[] = [
  { id: 'cloud-recording', about: 'recordings', necessity: { feature: 'cloudRecording' }, ...inStorage },
  { id: 'file-sharing', about: 'shared files', necessity: { feature: 'fileSharing' }, ...inStorage },
];

const errors = {
  source: 'page',
  lines: ['13', '24', '26-27'],
  quote: '35.188.42.15 / 34.120.195.249 | 443 | TCP | Yes (has no impact)',
  necessity: { feature: 'errorReporting' },
  oneOf: 'error-backend',
  opens: HTTPS,
} as const;

export const errorReporting: readonly Row[] = [
  {
    id: 'error-reporting-addresses',
    about: 'error reporting, by address',
    ...errors,
    when: { holds: ({ errorReportingHost }) => errorReportingHost === undefined, otherwise: 'errorReportingHost takes its place' },
    to: ['35.188.42.15', '34.120.195.249'],
    caution: 'the addresses are those of Sentry (inferred); the first is no longer in its published list (getsentry/sentry-docs ip-ranges.json, read 2026-11-20)',
  },
  {
    id: 'error-reporting-host',
    about: 'error reporting, by name',
    ...errors,
    when: { holds: ({ errorReportingHost }) => errorReportingHost !== undefined, otherwise: 'no errorReportingHost' },
    to: ({ errorReportingHost }) => (errorReportingHost === undefined ? [] : [errorReportingHost]),
    inferred: 'the host is that of the site, not of the page, which says that the backend will move',
  },
];
