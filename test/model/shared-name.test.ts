import { isShared } from '../../src/model/shared-name.js';

// What the Public Suffix List of 2025-12-09 says: its entries, and names that it has entries below.
test.each([
  'co.uk', 'com.br', 'ac.at', 'org.au',
  'amazonaws.com', 'amazonaws.com.cn', 's3.amazonaws.com', 's3.eu-central-1.amazonaws.com', 's3.dualstack.eu-west-1.amazonaws.com', 'execute-api.us-east-1.amazonaws.com', 'elb.amazonaws.com', 'eu-west-1.amazonaws.com',
  'cloudfront.net', 'azurewebsites.net', 'blob.core.windows.net', 'core.windows.net', 'windows.net', 'github.io', 'googleapis.com',
])('anyone can have a host below %s', (name) => expect(isShared(name)).toBe(true));

test.each([
  'example.com', 'zoom.us', 'withalleo.com', 'company.de', 'example.co.uk', 'net.example.org',
  'acme.s3.eu-central-1.amazonaws.com', 'acme.cloudfront.net', 'acme.blob.core.windows.net', 'notcloudfront.net', 'office.net',
])('below %s are the hosts of one', (name) => expect(isShared(name)).toBe(false));
