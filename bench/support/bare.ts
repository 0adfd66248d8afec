import type { AddressInfo } from 'node:net';
import express from 'express';

/** The ceilings: Express as it is, with an answer that never changes. Reports its port to its parent. */
const TWIML =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf speech" numDigits="1" timeout="5" ' +
  'action="http://127.0.0.1:3000/twilio/voice/2" actionOnEmptyResult="true"><Say language="zh-CN" ' +
  'voice="Polly.Zhiyu-Neural">请问是哪一类产品？空调请按1，冰箱请按2，洗衣机请按3，电视请按4，热水器请按5。</Say></Gather></Response>';

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/fixed', (_req, res) => void res.type('text/xml').send(TWIML));
app.post(
  '/json',
  express.json(),
  (req, res) => void res.status(201).json({ id: 1, number: '123456789', state: 'new', kind: req.body.kind }),
);
const server = app.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());
