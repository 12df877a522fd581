package parse

import "unicode"

// notWord parts the words of a summary; digits belong to words, so that "Week 3" is no word of an answer.
func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\''
}

// revealWords say that a click shows something; what it is stands above.
var revealWords = wordSet(`show reveal click toggle expand open unfold spoiler view here see check result results output
	anzeigen zeigen aufklappen ausklappen einblenden klick klicken hier ergebnis visa klicka vis klik afficher voir cliquer cliquez ici
	ver mostrar haz clic aquí clique aqui mostra vedi clicca qui rozwiń kliknij pokaż zobrazit klikněte показать посмотреть раскрыть
	показати göster tıkla tıklayın näytä mutasd عرض اضغط 表示 显示 查看 点击 點擊 点开 展开 보기 확인 펼치기 を 見る 開く クリック`)

// explanationWords announce why an answer is right.
var explanationWords = wordSet(`explanation explanations explain rationale reasoning why justification details discussion erklärung
	erläuterung begründung förklaring forklaring uitleg explication explications explicación explicação spiegazione wyjaśnienie
	vysvětlení объяснение пояснение пояснення açıklama selitys magyarázat شرح التفسير 説明 解説 解释 解析 설명`)

// asideWords are in the summaries of toggles that neither ask nor answer.
var asideWords = wordSet(`hint hints tip tips clue note notes contents toc index references license changelog credits sources
	hinweis hinweise tipp tipps inhaltsverzeichnis inhalt anmerkung ledtråd innehåll vink hintje indice indices astuce sommaire pista pistas
	dica suggerimento indizio indice wskazówka podpowiedź spis nápověda подсказка оглавление содержание підказка ipucu vihje
	ヒント 提示 目录 目錄 힌트 تلميح`)
