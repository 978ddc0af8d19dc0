import { spawnSync } from 'node:child_process';

// node tests/servers/certificate/make.mjs: a certificate for servers of tests, and its key, by OpenSSL. Nothing trusts it by itself.
const names = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1', 'DNS:*.example.com'];
const { status } = spawnSync(
  'openssl',
  [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '36500'],
    ...['-subj', '/CN=symbol servers of tests', '-addext', `subjectAltName=${names.join(',')}`],
    ...['-keyout', `${import.meta.dirname}/key.pem`, '-out', `${import.meta.dirname}/certificate.pem`],
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
