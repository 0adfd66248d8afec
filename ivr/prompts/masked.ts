import type { MaskedSide } from '../../domain/vocabulary.ts';
import type { SpokenEnglish } from './en.ts';

/** What is said when outlet and customer are put through to each other. `side`: who wanted it. */
export interface MaskedParams {
  outlet_or_customer: null;
  outlet_ticket: null;
  masked_not_yours: null;
  masked_not_open: null;
  masked_no_number: null;
  masked_not_now: null;
  masked_dial: { side: MaskedSide; recorded: boolean };
  /** To whoever was dialled, before they hear each other. */
  masked_answered: { side: MaskedSide; number: string; recorded: boolean };
  masked_missed: { side: MaskedSide };
  masked_word: null;
  masked_texted: null;
}
export type MaskedPrompts = { [K in keyof MaskedParams]: (params: MaskedParams[K]) => string };

const recordedZh = (recorded: boolean): string => (recorded ? '，本次通话将被录音' : '');
const recordedEn = (recorded: boolean): string => (recorded ? ' This call is recorded.' : '');

export const maskedZh = (speak: SpokenEnglish): MaskedPrompts => ({
  outlet_or_customer: () =>
    '这个号码登记为服务网点电话。联系客户请按1，自己家里的电器需要服务请按2，转人工请按0。',
  outlet_ticket: () =>
    '联系客户，请输入九位工单号，以井号键结束。转人工请按0再按井号键，返回主菜单请按1再按井号键。',
  masked_not_yours: () => '这张工单不在您的网点。',
  masked_not_open: () => '这张工单不在服务过程中，不能联系客户。',
  masked_no_number: () => '客户没有留下可以拨打的电话。',
  masked_not_now: () => '抱歉，现在不能为您接通上门师傅。',
  masked_dial: ({ side, recorded }) =>
    `正在为您接通${side === 'outlet' ? '客户' : '上门师傅'}${recordedZh(recorded)}，请稍候。`,
  masked_answered: ({ side, number, recorded }) =>
    side === 'outlet'
      ? `您好，这里是一线家电服务热线，为您服务的网点与您通话${recordedZh(recorded)}。`
      : `一线热线，工单尾号${speak.tail(number)}的客户与您通话${recordedZh(recorded)}。`,
  masked_missed: ({ side }) => (side === 'outlet' ? '客户没有接听，请稍后再拨。' : '上门师傅暂时没有接听。'),
  masked_word: () => '发短信请师傅给您回电请按1，转人工请按0，返回主菜单请按井号键。',
  masked_texted: () => '已发短信，请师傅尽快给您回电，来电显示为本热线号码。',
});

export const maskedEn = (speak: SpokenEnglish): MaskedPrompts => ({
  outlet_or_customer: () =>
    'This number is registered to a service outlet. To call a customer, press 1. For service at your own home, press 2. To speak to an agent, press 0.',
  outlet_ticket: () =>
    'To call a customer, key in the nine digits of the ticket number and press pound. To speak to an agent, press 0 and pound. For the main menu, press 1 and pound.',
  masked_not_yours: () => 'This ticket is not with your outlet.',
  masked_not_open: () => 'Nobody is at work on this ticket, so its customer cannot be called.',
  masked_no_number: () => 'The customer left no number that can be called.',
  masked_not_now: () => 'Sorry, we cannot put you through to the technician now.',
  masked_dial: ({ side, recorded }) =>
    `We are putting you through to the ${side === 'outlet' ? 'customer' : 'technician'}. Please hold.${recordedEn(recorded)}`,
  masked_answered: ({ side, number, recorded }) =>
    side === 'outlet'
      ? `Hello, this is the Yixian home appliance service line. The outlet that serves you would like to speak with you.${recordedEn(recorded)}`
      : `Yixian line: the customer of the ticket ending in ${speak.tail(number)} would like to speak with you.${recordedEn(recorded)}`,
  masked_missed: ({ side }) =>
    side === 'outlet'
      ? 'The customer does not answer. Please try later.'
      : 'The technician does not answer just now.',
  masked_word: () =>
    'To have the technician asked by text message to call you, press 1. To speak to an agent, press 0. For the main menu, press pound.',
  masked_texted: () =>
    'The technician has been asked by text message to call you. The call will come from this number.',
});
