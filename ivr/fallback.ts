import twilio from 'twilio';

const ZH = { language: 'cmn-CN', voice: 'Polly.Zhiyu-Neural' } as const;
const EN = { language: 'en-US', voice: 'Polly.Joanna-Neural' } as const;
const MAX_SECONDS = 180;

/**
 * What a caller hears when the hotline cannot work: an apology, and a message is taken. Needs nothing but
 * itself; the same document is hosted at the carrier for when no process answers at all.
 */
export function fallbackDocument(publicUrl: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(
    ZH,
    '您好，一线家电服务热线。非常抱歉，系统暂时无法办理。请在提示音后留下您的姓名、电话、地址和需要办理的事情，说完请按井号键，我们会给您回电。如有燃气泄漏、漏电或火情，请立即离开现场并拨打119。',
  );
  response.say(
    EN,
    'This is the Yixian home appliance service line. Sorry, the system is down for the moment. After the tone, please leave your name, number, address and what you need, then press pound. We will call you back. In case of a gas leak or a fire, leave the place and call 1 1 9.',
  );
  response.record({
    action: `${publicUrl}/twilio/fallback-recorded`,
    method: 'POST',
    maxLength: MAX_SECONDS,
    finishOnKey: '#',
    playBeep: true,
    recordingStatusCallback: `${publicUrl}/twilio/fallback-recording`,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed'],
  });
  return farewell(response);
}

/** After the message. */
export const fallbackThanks = (): string => farewell(new twilio.twiml.VoiceResponse());

function farewell(response: InstanceType<typeof twilio.twiml.VoiceResponse>): string {
  response.say(ZH, '感谢您的来电，再见。');
  response.say(EN, 'Thank you. Goodbye.');
  response.hangup();
  return response.toString();
}
