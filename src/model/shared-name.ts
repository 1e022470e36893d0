/** Words that country registries put before their own two letters: `co.uk`, `com.br`. */
const SECOND_LEVEL = /^(ac|co|com|edu|go|gob|gov|ltd|ne|net|nom|or|org|plc|sch)\.[a-z]{2}$/;

/**
 * Platforms below whose name every customer has hosts. A few of the thousands that the private part of the Public Suffix
 * List has (publicsuffix.org, as of 2025-12-09): those that firewall engineers meet. What is not here is not said.
 */
const PLATFORMS: readonly string[] = [
  ...['amplifyapp.com', 'awsapprunner.com', 'awsglobalaccelerator.com', 'cloudfront.net', 'elasticbeanstalk.com', 'on.aws'],
  ...['azure-api.net', 'azurecontainer.io', 'azureedge.net', 'azurefd.net', 'azurestaticapps.net', 'azurewebsites.net'],
  ...['blob.core.windows.net', 'cloudapp.net', 'servicebus.windows.net', 'trafficmanager.net'],
  ...['appspot.com', 'cloudfunctions.net', 'firebaseapp.com', 'googleapis.com', 'run.app', 'web.app'],
  ...['akamai.net', 'akamaiedge.net', 'akamaihd.net', 'akamaized.net', 'edgekey.net', 'edgesuite.net'],
  ...['pages.dev', 'r2.dev', 'trycloudflare.com', 'workers.dev'],
  ...['digitaloceanspaces.com', 'github.io', 'githubusercontent.com', 'gitlab.io', 'netlify.app', 'ngrok.app', 'ngrok.io', 'ondigitalocean.app'],
];

/** Services and regions of AWS, before which stands the name of a customer: `s3.eu-west-1`, `execute-api.us-east-1`. */
const AWS = /^((s3[a-z0-9-]*|compute(-1)?|elb|execute-api|dualstack|[a-z]{2}(-[a-z]+)+-\d)\.)*amazonaws\.com(\.cn)?$/;

/** Can anyone have a host below this name? Then a wildcard over it opens more than one vendor. */
export const isShared = (name: string): boolean =>
  SECOND_LEVEL.test(name) || AWS.test(name) || PLATFORMS.some((platform) => platform === name || platform.endsWith(`.${name}`));
