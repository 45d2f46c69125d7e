/** A wish to die or to be gone, in the words of Japanese and English. */
const CRISIS =
  /死(?:ん|に|ね|の|ぬ)[^。]{0,10}(?:楽|たい|(?:方|ほう)が|まし(?:$|だ|か)|考え(?:て|る)|方法)|生き(?:る|て(?:い)?(?:る|く)?)(?:の|こと)?[^。残]{0,4}(?:疲|つかれ|嫌|いや|しんど|つら|辛|苦し|やめたい)|nobody (?:would|will) (?:miss|notice|care)|(?:don't|do not) want to be (?:here|alive)|no point (?:anymore|in (?:living|going on))|(?:消え|居なく|いなく)て?なくなり(?:たい|そう)|生きてて?も(?:仕方|しかた|しょうが|しょうも|無駄|むだ|意味)|自分なんか[^。]{0,8}(?:いない(?:方|ほう)|いらない|生き)|(?:think|thought|thinking)[^.?!]{0,14}(?:ending (?:it|things|everything|my)|not being alive)|(?:tired|done|sick) (?:of|with) (?:living|life|being alive)|いなくなって(?:しま)?いたい|いなくなってしまいたい|(?:電車|線路|屋上|橋|窓)[^。]{0,14}(?:吸い込まれ|引き込まれ|飛び込|飛び降|落ち)(?:そう|たく|たい)|もう(?:全部)?[、]?楽になりたい|(?:誰|だれ)にも(?:必要とされ|迷惑を?かけ)ず?に?[^。]{0,8}(?:消え|いなく|死)|(?:if|when|once) i(?:'m| am| was| were)? (?:gone|dead|not (?:here|around))|(?:happier|better) (?:without me|if i)|(?:want|wish|like|ready) (?:to|i could) (?:just )?(?:disappear|vanish|not exist|sleep forever|never wake)|生きる(?:の|こと)(?:に|が|も)[^。]{0,4}(?:疲れ|つかれ|嫌|いや|無理|しんど|つら|辛)|死ね(?:たら|れば|ば(?:いい|楽))|自分(?:を|の体を|の身体を)(?:傷つけ|切っ|殴)|(?:see|have|find) (?:a |any |no )?(?:reason|point) (?:to|in) liv(?:e|ing)|死んだ(?:ほう|方)が(?:まし|マシ|いい|良い|楽)|死の(?:う|っかな)|死ぬしか|死んでしまいたい|手首を?切|リスカ|オーバードーズ|薬を(?:大量|いっぱい|たくさん)[^。]{0,4}飲|首つり|(?:もう)?殺してほしい|生きる(?:気力|意味|のをやめ|価値)|生きてるのが|死に(?:たい|たく|たかっ|てえ|てぇ)|しにたい|タヒにたい|自殺|自死|消えて?(?:しまい)?たい|いなくなりたい|生きて(?:いる|る|い)?(?:意味|価値|の(?:が|も))|生きて(?:い(?:く|け|る|た)|た)(?:くな|のが(?:つら|辛)|なくて)|生きるのが(?:つら|辛|しんど|疲れ|嫌)|生きたくない|(?:全部|ぜんぶ|何もかも|もう|人生(?:を)?)[^。]{0,6}終わりに(?:し|なり)たい|終わりにしたい|いなくなれ(?:たら|ば)|この世から|(?:明日|朝)が?来なければ|人生(?:を)?(?:終わ(?:り|らせ)|やめ)|リストカット|自傷|首(?:を)?(?:吊|つ)(?:り|っ|る)|飛び降り|飛び込み(?:たい|そう)|遺書|楽になりたい.*(?:もう|全部)|kill (?:myself|me)|suicid|end (?:my life|it all)|want(?:ed)? to die|(?:don't|do not|no longer) want to (?:live|be alive|exist|be here|wake up|go on)|wish i (?:was|were) (?:dead|never born)|life is(?:n't| not) worth|can't go on|take my (?:own )?life|better off without me|self[\s-]?harm|hurt myself|better off dead|no reason to live/i;
/** Said of a plan, an idea or a joke rather than of oneself. */
const NOT_CRISIS =
  /(?:エンジニア|インフラ|バックエンド|技術)(?:として|で)[^。]{0,6}生き|自殺(?:点|行為)だ|suicide (?:squad|burnout)|死にたくないから転職の本/i;

/** The commonest words for a wish to die in the languages that people in Japan speak besides. */
const ELSEWHERE: readonly RegExp[] = [
  // Chinese, in simplified and traditional characters
  /想死(?![你您妳])|不想活|想自[杀殺]|活不下去|不想再活|想[结結]束(?:自己的?)?生命|了[结結]自己/,
  // Korean
  /죽고\s?싶|죽어\s?버리고|죽었으면|살고\s?싶지\s?않|살기\s?싫|자살|극단적(?:인)?\s?선택|사라지고\s?싶/,
  // Vietnamese, Tagalog, Indonesian
  /muốn chết|không muốn sống|tự tử|tự sát|gusto ko(?:ng)? (?:na(?:ng)? )?mamatay|magpakamatay|ayoko na(?:ng)? mabuhay|(?:ingin|mau|pengen) mati|bunuh diri|(?:tidak|nggak|gak) (?:ingin|mau) hidup/i,
  // Spanish, Portuguese, French, Italian
  /quiero morir|querer morir|no quiero (?:seguir )?(?:vivir|viviendo)|quitarme la vida|quero morrer|n[ãa]o quero (?:mais )?viver|tirar (?:a )?minha vida|(?:veux|voudrais) mourir|envie de mourir|(?:plus|pas) envie de vivre|(?:veux|vais) me tuer|voglio morire|non voglio (?:più )?vivere/i,
  // German, Russian
  /(?:will|möchte) (?:nur noch )?sterben|mich umbringen|nicht mehr leben|хочу умереть|не хочу (?:больше )?жить|покончить с собой|убить себя/i,
  // Nepali and Hindi, Thai, Burmese, Arabic
  /मर्न (?:मन|चाह)|आत्महत्या|मरना चाहत|जीना नहीं चाहत|อยากตาย|ฆ่าตัวตาย|ไม่อยากอยู่แล้ว|ไม่อยากมีชีวิต|သေချင်|أريد أن أموت|اريد ان اموت|انتحار/,
];

/** Whether an utterance speaks of wanting to die or to be gone. */
export function isCrisis(text: string): boolean {
  return (CRISIS.test(text) && !NOT_CRISIS.test(text)) || isCrisisElsewhere(text);
}

/** The same, in a language that is neither Japanese nor English. */
export function isCrisisElsewhere(text: string): boolean {
  return ELSEWHERE.some((pattern) => pattern.test(text));
}
