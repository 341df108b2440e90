# Turns manual pages (the mdoc(7) that ours use) into one C array, a plain line
# of 80 columns each: { page, section, line }.
function plain(s) {
	gsub(/\\&/, "", s)
	gsub(/\\-/, "-", s)
	gsub(/\\\(aq/, "'", s)
	gsub(/\\\(ga/, "`", s)
	gsub(/\\\(ti/, "~", s)
	gsub(/\\\(ha/, "^", s)
	gsub(/\\e/, "\001", s)
	gsub(/\001/, "\\", s)
	return s
}
function emit(s) {
	sub(/ +$/, "", s)
	if (s == "" && (blank || section == ""))
		return
	blank = s == ""
	gsub(/\\/, "&&", s)
	gsub(/"/, "\\\"", s)
	printf "    { \"%s\", \"%s\", \"%s\" },\n", page, section, s
}
function flush_text(    n, w, i, line, pad) {
	n = split(text, w, " ")
	pad = sprintf("%" indent "s", "")
	line = ""
	for (i = 1; i <= n; i++) {
		if (line != "" && indent + length(line) + length(w[i]) + 1 > 80) {
			emit(pad line)
			line = ""
		}
		line = line (line == "" ? "" : " ") w[i]
	}
	if (line != "")
		emit(pad line)
	text = ""
}
function add(word) {
	text = text (text == "" || glue ? "" : " ") word
	glue = 0
}
# The words of a macro line, those in quotes as one.
function words(line, w,    n, s) {
	n = 0
	while (line != "") {
		sub(/^ +/, "", line)
		if (line ~ /^"/ && match(line, /^"[^"]*"/)) {
			w[++n] = substr(line, 2, RLENGTH - 2)
			line = substr(line, RLENGTH + 1)
		} else if (match(line, /^[^ ]+/)) {
			w[++n] = substr(line, 1, RLENGTH)
			line = substr(line, RLENGTH + 1)
		}
	}
	return n
}
function is_point(s) { return s ~ /^[.,;:!?)]$/ }
function macro(line,    w, n, i, m, end, tail, quote) {
	n = words(line, w)
	while (n > 1 && is_point(w[n])) {
		tail = w[n] tail
		n--
	}
	for (i = 1; i <= n; i++) {
		if (w[i] ~ /^(Cm|Pa|Ev|Em|Ar|No|Nm|Fl|Xr|Ql|Pq|Op|Ns)$/) {
			if (quote != "" ) {
				text = text quote
				quote = ""
			}
			m = w[i]
			if (m == "Pq" || m == "Op") {
				end = (m == "Pq" ? ")" : "]") end
				add(m == "Pq" ? "(" : "[")
				glue = 1
			} else if (m == "Nm" && (i == n || is_point(w[i + 1])))
				add("ops")
			else if (m == "Ql") {
				add("'")
				glue = 1
				quote = "'"
			} else if (m == "Ns")
				glue = 1
		} else if (is_point(w[i]))
			text = text w[i]
		else if (m == "Xr") {
			add(plain(w[i]) "(" w[i + 1] ")")
			i++
			m = ""
		} else
			add((m == "Fl" ? "-" : "") plain(w[i]))
	}
	text = text quote end tail
}
FNR == 1 {
	flush_text()
	page = FILENAME
	sub(/.*\//, "", page)
	sub(/\.[0-9]$/, "", page)
	section = ""
	literal = depth = 0
	indent = 4
}
/^\.\\"/ { next }
/^\.(Dd|Dt|Os)/ { next }
/^\.Nd / { text = page " -" ; glue = 0; add(plain(substr($0, 5))); next }
/^\.Nm ops-/ { next }
/^\.Sh / {
	flush_text()
	emit("")
	section = plain(substr($0, 5))
	blank = 1
	emit(section)
	indent = 4
	next
}
/^\.Ss / {
	flush_text()
	emit("")
	emit("  " plain(substr($0, 5)))
	next
}
/^\.Pp/ { flush_text(); emit(""); next }
/^\.Bd/ { flush_text(); emit(""); literal = 1; next }
/^\.Ed/ { literal = 0; emit(""); next }
/^\.Bl/ { flush_text(); depth++; next }
/^\.El/ { flush_text(); depth--; indent = 4 + 4 * depth; emit(""); next }
/^\.It/ {
	flush_text()
	emit("")
	indent = 4 * depth
	macro(substr($0, 5))
	flush_text()
	indent += 4
	next
}
literal { emit(sprintf("%" (indent + 4) "s", "") plain($0)); next }
/^\./ { macro(substr($0, 2)); next }
{ add(plain($0)) }
END { flush_text() }
