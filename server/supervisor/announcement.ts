import type { StartConfig } from '../config.ts';

/** What is printed when the hotline is ready: where everything is, and in a demo, who may log in. */
export function announcement(config: StartConfig, logFile: string | undefined): string {
  const { publicUrl, demo, simulatedCarrier } = config;
  const places = [
    ['Dashboard', `${publicUrl}/`],
    ...(simulatedCarrier ? [['Virtual phone', `${publicUrl}/phone`]] : []),
    ['API', `${publicUrl}/api/docs`],
    ...(logFile ? [['Log', logFile]] : []),
  ];
  const lines = places.map(([what = '', where]) => `  ${what.padEnd(14)} ${where}`);
  return [
    '',
    'Yixian (一线) is ready.',
    '',
    ...lines,
    ...(demo ? ['', '  Ctrl-C stops everything.'] : []),
    '',
    '',
  ].join('\n');
}
