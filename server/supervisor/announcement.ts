import type { StartConfig } from '../config.ts';

/** What is printed when the hotline is ready: where everything is, and in a demo, who may log in. */
export async function announcement(config: StartConfig, logFile: string | undefined): Promise<string> {
  const { publicUrl, demo, simulatedCarrier } = config;
  const places = [
    ['Dashboard 看板', `${publicUrl}/`],
    ...(simulatedCarrier ? [['Virtual phone 虚拟电话', `${publicUrl}/phone`]] : []),
    ['API 接口', `${publicUrl}/api/docs`],
    ...(logFile ? [['Log 日志', logFile]] : []),
  ];
  return ['', 'Yixian (一线) is ready. Ctrl-C stops everything. 已就绪，Ctrl-C 停止。', '', ...table(places)]
    .concat(demo ? ['', ...(await logins())] : [], '', '')
    .join('\n');
}

async function logins(): Promise<string[]> {
  const { DEMO_PASSWORD, demoLogins } = await import('../demo/logins.ts');
  return [
    `  Demo logins 演示账号 (password 密码: ${DEMO_PASSWORD})`,
    ...table(demoLogins.map(({ username, en, zh }) => [username, `${en} ${zh}`])),
  ];
}

function table(rows: string[][]): string[] {
  const widest = Math.max(...rows.map(([first = '']) => width(first)));
  return rows.map(([first = '', second]) => `  ${first}${' '.repeat(widest - width(first))}  ${second}`);
}

/** Columns in a terminal: a Hanzi takes two. */
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);
}
