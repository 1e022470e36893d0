import { type OptionsOf, choice, choices, cidrs, flag, hostName, listOf, optional, text, withDefault } from '../../src/model/option.js';

const bucket = text('a bucket', 'a bucket name of lower-case letters, digits, dots and hyphens', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);

/** What a site uses of Glartek. Defaults: what "No" and "Yes (disables ...)" in the page's tables stand for, in a browser. */
export const options = {
  tenant: text('your tenant, the first label of its address', 'one label such as acme, without .glartek.com', /^(?!glartek$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
  components: withDefault(choices('where the add-on runs', ['web', 'mobile', 'glasses']), ['web']),
  agoraProfile: withDefault(choice("Agora's names and ports: of Glartek's page, or with those that Agora has added since", ['published', 'current']), 'published'),
  cloudProxyCidrs: optional(cidrs('addresses of the TCP 443 fallback, which Agora or Glartek give on request')),
  cloudRecording: flag('recordings, kept in S3', true),
  fileSharing: flag('shared files, kept in S3', true),
  s3Region: withDefault(text('AWS region of the files', 'a region such as eu-west-1', /^[a-z]{2}(-[a-z]+)+-\d$/), 'eu-west-1'),
  s3Scope: withDefault(choice('how much of AWS: named buckets, S3 in the region, or all services in the region as published', ['bucket', 's3Region', 'published']), 's3Region'),
  s3Buckets: withDefault(listOf('buckets of s3Scope bucket', bucket), []),
  errorReporting: flag('error and experience reporting', false),
  errorReportingHost: optional(hostName('host of the error backend, in place of the published addresses')),
  rtmp: flag("Agora's RTMP converter, which is what Agora has ports 30011-30013 for; Glartek's page lists them with the others", false),
} as const;

export type GlartekOptions = OptionsOf<typeof options>;
