/**
 * What seeded calls are made of. The earlier a phrase stands in its list, the more
 * often it is said; `{name}`, `{city}`, `{day}`, `{number}` and `{code}` are filled in.
 */
export type Phrases = {
  language: string
  /** Of 100 calls, so many are held in it. */
  share: number
  /** What the agent begins with. */
  greeting: string
  /** What stands between the two phrases of a line. */
  gap: string
  agent: readonly string[]
  caller: readonly string[]
}

export const allPhrases: readonly Phrases[] = [
  {
    language: 'en',
    share: 55,
    greeting: 'Thank you for calling, this is the front desk, how may I help you?',
    gap: ' ',
    agent: [
      'Of course, let me check that for you.',
      'I have {day} at {number} available.',
      'May I have your name, please?',
      'Your confirmation is {code}.',
      'Is there anything else I can do for you today?',
      'I am sorry about the delay with your order.',
      'The appointment with {name} is booked.',
      'We are open until {number} on {day}.',
      'Could you spell that for me?',
      'That comes to {number} euros including breakfast.',
      'Our branch in {city} can take care of it.',
      'I will send the invoice to the address on file.',
      'The technician will arrive between {number} and {number}.',
      'Your parcel left the warehouse in {city} on {day}.',
      'Please hold the line while I look it up.',
      'I have cancelled the reservation without a fee.',
    ],
    caller: [
      'Yes, please.',
      'I would like to book a table for {number} people.',
      'My name is {name}.',
      'No, that is all, thank you very much.',
      'Can I change my appointment to {day}?',
      'I am calling about order {code}.',
      'Do you have anything earlier than {number}?',
      'I never received the parcel.',
      'How much would that cost?',
      'I live in {city}, is that a problem?',
      'Could you repeat that?',
      'The heating stopped working on {day}.',
      'I want to speak to {name} in accounting.',
      'It is quite urgent.',
      'Somebody charged my card twice.',
      'My insurance number is {code}.',
    ],
  },
  {
    language: 'es',
    share: 11,
    greeting: 'Gracias por llamar a recepción, ¿en qué puedo ayudarle?',
    gap: ' ',
    agent: [
      'Claro, lo compruebo ahora mismo.',
      'Tenemos una mesa libre el {day} a las {number}.',
      '¿Me dice su nombre, por favor?',
      'Su número de confirmación es {code}.',
      'La habitación incluye desayuno y aparcamiento.',
      'Le atenderá {name} en nuestra oficina de {city}.',
    ],
    caller: [
      'Sí, por favor.',
      'Quería reservar una habitación para {number} noches.',
      'Me llamo {name}.',
      '¿Cuánto costaría mañana?',
      'No he recibido el pedido {code}.',
      'Muchísimas gracias, adiós.',
    ],
  },
  {
    language: 'de',
    share: 8,
    greeting: 'Guten Tag, Sie sprechen mit dem Empfang, was kann ich für Sie tun?',
    gap: ' ',
    agent: [
      'Einen Augenblick, ich sehe für Sie nach.',
      'Am {day} um {number} Uhr wäre noch etwas frei.',
      'Wie lautet Ihre Kundennummer?',
      'Ihre Bestätigung lautet {code}.',
      'Die Straße nach {city} ist leider gesperrt.',
      'Herr {name} ruft Sie zurück.',
    ],
    caller: [
      'Ja, das wäre schön.',
      'Ich möchte einen Termin für übermorgen vereinbaren.',
      'Mein Name ist {name}.',
      'Die Rechnung {code} ist doppelt abgebucht worden.',
      'Können wir das auf {day} verschieben?',
      'Vielen Dank, auf Wiederhören.',
    ],
  },
  {
    language: 'fr',
    share: 6,
    greeting: 'Bonjour, ici la réception, que puis-je faire pour vous ?',
    gap: ' ',
    agent: [
      'Bien sûr, je vérifie tout de suite.',
      'Il reste une chambre à l’hôtel de {city}.',
      'Votre réservation porte le numéro {code}.',
      'Le dîner est servi dès {number} heures.',
    ],
    caller: [
      'Oui, très bien.',
      'Je voudrais réserver pour {number} personnes, {day}.',
      'Je m’appelle {name}.',
      'La commande {code} n’est jamais arrivée.',
    ],
  },
  {
    language: 'ja',
    share: 10,
    greeting: 'お電話ありがとうございます、受付でございます。',
    gap: '',
    agent: [
      '少々お待ちくださいませ。',
      '{day}の{number}時でしたら空いております。',
      'お名前を伺ってもよろしいでしょうか。',
      'ご予約番号は{code}でございます。',
      '東京駅前店でも承っております。',
      '配達は{number}時ごろになる予定です。',
    ],
    caller: [
      'はい、お願いします。',
      '予約の変更をお願いしたいのですが。',
      '{name}と申します。',
      '荷物がまだ届いていません。',
      '大阪から電話しています。',
      '料金はいくらになりますか。',
    ],
  },
  {
    language: 'ko',
    share: 3,
    greeting: '전화해 주셔서 감사합니다, 안내 데스크입니다.',
    gap: ' ',
    agent: [
      '잠시만 기다려 주세요.',
      '예약 번호는 {code}입니다.',
      '{day} {number}시에 가능합니다.',
      '서울 지점에서 도와드리겠습니다.',
    ],
    caller: [
      '네, 부탁합니다.',
      '예약을 변경하고 싶어요.',
      '택배가 아직 도착하지 않았어요.',
      '제 이름은 {name}입니다.',
    ],
  },
  {
    language: 'zh',
    share: 4,
    greeting: '您好，这里是前台，请问有什么可以帮您？',
    gap: '',
    agent: [
      '请稍等，我帮您查一下。',
      '您的预约号码是{code}。',
      '{day}{number}点还有空位。',
      '上海分店可以为您服务。',
    ],
    caller: ['好的，谢谢。', '我想更改预约时间。', '我的包裹还没有收到。', '我叫{name}。'],
  },
  {
    language: 'ar',
    share: 3,
    greeting: 'شكرًا لاتصالك بالاستقبال، كيف يمكنني مساعدتك؟',
    gap: ' ',
    agent: ['لحظة من فضلك.', 'رقم الحجز هو {code}.', 'الموعد متاح يوم {day} الساعة {number}.'],
    caller: ['نعم، من فضلك.', 'أريد تغيير موعد الحجز.', 'اسمي {name}.'],
  },
]

/** Whom and where calls are about; the first ones more often than the last. */
export const names =
  'Smith Jones Garcia Müller Tanaka Brown Wilson Taylor Martin Schmidt Rossi Silva Kim Nguyen Cohen Novak Kowalski Larsen Dubois Sato Suzuki Fischer Weber Meyer Lopez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Reyes Morales Ortiz Gutierrez Chavez Ramos Ruiz Alvarez Mendoza Vasquez Castillo Jimenez Moreno Romero Herrera Medina Aguilar Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers Reed Cook Morgan Bell Murphy Bailey Cooper Richardson Cox Howard Ward Peterson Gray James Watson Brooks Kelly Sanders Price Bennett Wood Barnes Ross Henderson Coleman Jenkins Perry Powell Long Patterson Hughes Washington Butler Simmons Foster Bryant Alexander Russell Griffin Hayes Øvergård Łukasik Çelik Dvořák'.split(
    ' ',
  )
export const cities =
  'London Paris Berlin Madrid Tokyo Osaka Seoul Shanghai Dublin Vienna Zürich Hamburg Lyon Porto Lisbon Rome Milan Turin Naples Oslo Bergen Stockholm Malmö Helsinki Tampere Warsaw Kraków Prague Brno Budapest Athens Cairo Amman Dubai Boston Chicago Denver Seattle Portland Austin Dallas Houston Miami Atlanta Toronto Montréal Vancouver Lima Quito Bogotá Santiago'.split(
    ' ',
  )
export const days = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday tomorrow today'.split(
  ' ',
)

/** Said in one of so many lines: what a search for something rare has to find. */
export const rareWords: readonly { word: string; inLines: number }[] = [
  { word: 'zanzibar', inLines: 1_000_000 },
  { word: '鯨座流星群', inLines: 1_000_000 },
  { word: 'quetzal', inLines: 20_000 },
  { word: 'marzipan', inLines: 1_000 },
  { word: '紫陽花', inLines: 1_000 },
]
