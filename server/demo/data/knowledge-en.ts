import type { DemoArticle } from './knowledge.ts';

export const KNOWLEDGE_EN: readonly DemoArticle[] = [
  {
    sort: 'script',
    title: 'Taking in a repair',
    kinds: ['repair'],
    body: `> After-sales service, good day. Which appliance may I help you with?
? Which appliance and brand, and when was it bought?
? What does it do, and since when? Is there an error code on the display?
? Any electric shock, gas smell, water running, burnt smell? (Yes: make it a rescue, safety words first.)
? Which district, street and door?
? When is somebody at home?
> May I read it back: name, number, address, fault. Is that right?
> I'll give you the ticket number, and it comes as a text. The technician rings first to agree a time.
- Out of warranty: say the visit and inspection fee before taking it in.
- Never name the cause on the phone, never promise that it is free.`,
  },
  {
    sort: 'script',
    title: 'Booking an installation',
    kinds: ['installation'],
    body: `> Congratulations on the new appliance; I'll book the installation.
? Has it been delivered? If not, we book for after it is.
? Which model, which floor, which wall?
? Air conditioner: hole drilled, work at height, an old unit to take down?
? Water heater, stove: natural or bottled gas, is the gas on, is there a flue hole?
? Which district, street and door? Which day suits you?
> Installing is free; longer pipes, brackets and drilling are charged by the list, and quoted before any work.
- Gas not connected yet: book for after it is.`,
  },
  {
    sort: 'script',
    title: 'Booking maintenance or cleaning',
    kinds: ['maintenance'],
    body: `> Of course, we clean at your home.
? Which appliances, how many, and of which type?
? When were they last cleaned?
? Which district, street and door? Which day suits you?
> It takes forty to sixty minutes; floor and worktop are covered, and you try it with the technician.
- Look for a campaign with places left first: what is free is not charged.`,
  },
  {
    sort: 'script',
    title: 'Answering an inquiry',
    kinds: ['inquiry'],
    body: `> Please go ahead, I'll look it up.
? Is it about warranty, prices, progress, or something else?
- Progress: the ticket on the left has the outlet, the appointment and the deadline; read them out.
- What the texts here answer is answered now; the rest becomes a ticket and somebody rings back.
> I have it all written down; one of us will ring you back.
- When unsure do not guess, and promise nothing for a manufacturer.`,
  },
  {
    sort: 'script',
    title: 'Taking a complaint',
    kinds: ['complaint'],
    body: `> I am sorry for the trouble. Take your time, I am writing it all down.
? Which visit, which outlet? (Find the ticket first and complain about that one.)
? What was agreed, and what happened?
? What would you like us to do?
> Let me repeat it, so that I have it right.
> The store's customer-service supervisor owns your complaint and will ring you; afterwards we ring once more.
- Hear them out. No interrupting, no explaining, no blaming the outlet or the maker.
- Injury, damage, media, regulator: bring in the duty supervisor now, it is a major complaint.`,
  },
  {
    sort: 'script',
    title: 'Taking a claim for compensation',
    kinds: ['claim'],
    body: `> Let me take down what you lost.
? What, roughly how much, and when?
? Are there photographs, receipts? Leave the place as it is and photograph it.
? Was anybody hurt? (Yes: medical help first, then the duty supervisor.)
> It is registered. Somebody will check it with you; only then can an amount be named, not by me.
- Promise no amount, judge no blame, have nothing signed.`,
  },
  {
    sort: 'script',
    title: 'Rescue: safety first, ticket second',
    kinds: ['rescue'],
    keywords: 'emergency,gas,leak,shock,fire,smoke,water,insulin',
    body: `> Stay calm and listen: people first.
? Is anybody hurt, is there a flame? (Yes: 119 or 120 first, then go on.)
## Smell of gas
> Close the main gas valve, open the windows, touch no switch and no light, no flame, and go outside to telephone.
## Shock, smoke, fire
> Throw the main switch, do not touch the appliance, no water, leave the room.
## Water that will not stop
> Close the main water valve, pull the plug, and stay away from sockets on a wet floor.
## Medicine that must stay cold
> Take insulin to a neighbour's refrigerator or a bag with ice; do not freeze it.
? Where exactly, and can we reach you on this number all the time?
> The outlet on duty has been called: it answers within ten minutes and is there within two hours.
- The district is enough to send somebody; ask the rest meanwhile.`,
  },
  {
    sort: 'article',
    title: 'What a warranty covers',
    keywords: 'warranty,free,guarantee,charge',
    body: `- It runs from the invoice; without one, from the date of manufacture plus three months, or the purchase on file.
- Air conditioner, water heater 6 years; range hood, stove 5; refrigerator, washing machine 3; television 2; small appliances 1.
- Covered: faults of quality in normal use. Labour, parts and the visit are free.
- Not covered: damage, drops, water, wrong voltage, own repairs, others' installation, filters and bulbs.
> I see how long yours runs; whether it is a fault of quality, the technician says after looking at it.`,
  },
  {
    sort: 'article',
    title: 'Prices of a visit out of warranty',
    keywords: 'price,cost,fee,visit,inspection,parts',
    body: `- Visit and inspection ¥50; nothing for inspection when it is repaired.
- Labour: small appliances ¥60; television, refrigerator, washing machine ¥80–160; air conditioner, water heater ¥100–200.
- Refrigerant (R32) from ¥80 for 0.1 MPa; drilling ¥60; work at height ¥200.
- Parts by the list, quoted first and signed for.
> The technician quotes before any work; if you decide against it, it is ¥50.
- Charged other than quoted: take a complaint, do not explain it away.`,
  },
  {
    sort: 'article',
    title: 'How soon somebody comes',
    keywords: 'when,how long,deadline,arrival',
    body: `- An outlet answers within 30 minutes, a rescue within 10.
- It rings the customer within 2 hours.
- Arrival and completion depend on kind and urgency: the ticket shows them; say those times.
> By when at the latest, I can tell you; the technician rings before coming.
- Late tickets climb by themselves; who chases is joined to the ticket, never given a second one.`,
  },
  {
    sort: 'article',
    title: 'A customer who chases',
    keywords: 'chase,nobody came,waiting,progress,late',
    body: `- Read out the open ticket on the left: how it stands, which outlet, what was agreed.
- F7 chases it: it is counted, becomes more urgent, and outlet and dispatcher see it at once.
- Once on a call is enough.
> I have pressed them for you and made it more urgent; the outlet rings you now.
- The third time, or past the deadline: a dispatcher answers on this call.`,
  },
  {
    sort: 'article',
    title: 'Another day, or no visit at all',
    keywords: 'reschedule,appointment,cancel,another day',
    body: `- Up to two hours before the appointment it can be moved, also by the caller through the menu.
- Later, or once the technician has set out: ring the outlet; promise nothing for them.
? Which day, morning or afternoon?
> It is moved, and you get a text.
- Before cancelling ask why. Who cannot wait may want it made urgent.`,
  },
  {
    sort: 'article',
    title: 'Smell of gas, carbon monoxide: what to say',
    kinds: ['rescue', 'repair'],
    categories: ['stove', 'water_heater'],
    keywords: 'gas,leak,smell,carbon monoxide,dizzy,poisoning',
    body: `> Close the main gas valve now, open the windows, touch no switch, light nothing, go outside, then tell me more.
- Dizzy, sick: into fresh air, and 120; that is carbon monoxide.
- A large leak, or a valve that will not close: the gas company's emergency line and 119.
- It is a rescue, not a repair.
- Not to be used until it was checked; a water heater needs a flue to the outside.`,
  },
  {
    sort: 'article',
    title: 'Shocks, tingling, breakers',
    kinds: ['rescue', 'repair'],
    keywords: 'shock,tingling,breaker,trips,burnt,smoke',
    body: `> Main switch off first; do not touch the appliance, nor anything with wet hands or on a wet floor.
? Does it trip at once or after a while? Do other appliances trip it?
? Is the socket earthed, is it on an extension lead?
- Somebody felt a shock, smoke, burnt smell: a rescue.
- Only trips: try one other socket once; if it trips again leave it off and take in a repair.`,
  },
  {
    sort: 'article',
    title: 'Air conditioner: what to ask, error codes',
    categories: ['air_conditioner'],
    keywords: 'cooling,heating,leak,code,refrigerant,E1,F1,H6,P4,remote,filter',
    body: `? Wall or floor unit, which model? Does the outdoor unit turn?
? Which code does it show?
- E1, E5 pressure or current protection: off for ten minutes, then on.
- F1, F2 a sensor: a part is needed.
- H6 the fan stands still, P4 the module protects itself: do not switch on again and again.
## To try on the phone
- No cooling: set 26 °C, wash the filter, clear the outdoor unit.
- Little heat: around freezing it stops some minutes to defrost; that is normal.
- Drips: the drain is blocked; switch off, put a bowl below.
- Remote dead: batteries, child lock.
- Bracket loose: a rescue; nobody stands below.`,
  },
  {
    sort: 'article',
    title: 'Refrigerator: what to ask',
    categories: ['refrigerator'],
    keywords: 'cooling,ice,noise,medicine,insulin,E0,E1',
    body: `? Is the fridge or the freezer warm? Since when? Is the light on?
? Is there medicine or breast milk in it? (Yes: a rescue, and move it.)
- E0, E1 temperature sensor; E6 communication.
## To try on the phone
- Just moved: upright for two hours before it is switched on.
- Setting 3, nothing against the back wall.
- Ice over 5 mm: off and thaw, no knives.
- Door seal: wipe it with a hot towel.`,
  },
  {
    sort: 'article',
    title: 'Washing machine: what to ask, error codes',
    categories: ['washing_machine'],
    keywords: 'drain,spin,door,leak,E1,E2,E3,F06',
    body: `? Front or top loader? At which step does it stop, with which code?
- E1 no water: tap, inlet filter.
- E2 does not drain: pump filter, position of the hose.
- E3 the door; E4, UE unbalanced: spread the load and spin again.
## To try on the phone
- Door locked: unplug for three minutes; with water in it the door stays locked.
- Leaks: close the tap, look at the inlet hose.
- A burst hose that will not stop: a rescue.`,
  },
  {
    sort: 'article',
    title: 'Television: what to ask',
    categories: ['television'],
    keywords: 'black,sound,lines,network,screen',
    body: `? What colour is the light? Sound without picture, or neither?
? Was the screen hit, is it cracked? (A cracked screen is not covered: say so first.)
## To try on the phone
- Unplug for five minutes.
- Black with sound: shine a torch at it; a faint picture means the backlight.
- No network: restart the router, forget the network and join again.
- Smoke or a burnt smell: unplug; a rescue.`,
  },
  {
    sort: 'article',
    title: 'Water heater: what to ask, error codes',
    categories: ['water_heater'],
    keywords: 'ignition,cold,leak,trips,E0,E1,E2,E6,code',
    body: `? Gas or electric? Natural or bottled gas?
? Which code does it show?
- E0, E6 temperature sensor; E1 no ignition; E2 false flame; E3 dry; E4 too hot.
## Gas: to try on the phone
- No ignition: is the valve open, do other burners have gas, is there enough water pressure?
- Hot and cold in turns: one tap at a time.
## Electric
- Trips the breaker: leave it off, take in a repair.
- A few drops from the relief valve while heating are normal.
- Smell of gas, dizziness: safety words, a rescue.`,
  },
  {
    sort: 'article',
    title: 'Range hood: what to ask, cleaning',
    categories: ['range_hood'],
    keywords: 'suction,noise,oil,cleaning',
    body: `? Which type? How old, and when was it last cleaned?
## To try on the phone
- Little suction: open a window a hand's breadth, look at the grease filter and the non-return flap.
- Drips oil: empty the cup.
- Keys dead: power off for two minutes.
## Cleaning
- Ordinary ¥120, taken apart ¥180; once a year.
- It was on fire: do not switch on; a rescue.`,
  },
  {
    sort: 'article',
    title: 'Gas stove: what to ask',
    categories: ['stove'],
    keywords: 'ignition,flame,yellow,goes out,glass',
    body: `? Natural or bottled gas? Both burners? Any smell of gas? (Yes: safety words first.)
## To try on the phone
- No spark: battery, dry the pin.
- Goes out when let go: hold for three to five seconds; wipe the thermocouple.
- Yellow flame, soot: cap not seated, or holes blocked.
- One side dead: take the cap off, wash and dry it.
- Glass burst: main valve off, do not touch it, take in a repair and say "glass".
- Natural and bottled gas stoves are not exchangeable.`,
  },
  {
    sort: 'article',
    title: 'Small appliances: bring in or visit',
    categories: ['small_appliance'],
    keywords: 'rice cooker,microwave,water purifier,fan,return,exchange',
    body: `- Water purifiers and built-in microwaves are visited; the rest is quicker at the store.
- A fault of quality: returned within 7 days, exchanged within 15.
? Any shock or burnt smell? (Yes: unplug, do not use.)
## To try on the phone
- Microwave does not heat: another socket, close the door firmly.
- Little water: look at the filter's light.
> Five working days as a rule; a text tells you when to fetch it.`,
  },
  {
    sort: 'article',
    title: 'When card or identity numbers are spoken',
    keywords: 'recording,privacy,refund,card,identity',
    body: `- We never ask for a password or a code from a text. Whoever does is not us.
- A card number for a refund: pause the recording first, and resume at once.
> The next digits are not recorded; take your time.
- Numbers go on the refund form, never into a ticket's description.`,
  },
  {
    sort: 'article',
    title: 'Invoices, receipts, trading in',
    keywords: 'invoice,receipt,trade in,old appliance',
    body: `- There is a receipt for every charge; an invoice by the link in the text after the work, or from the outlet.
- An old appliance: booked with the installation, valued at the door, set off against material.
- Without proof of purchase we still come; the date of manufacture decides the warranty.`,
  },
];
