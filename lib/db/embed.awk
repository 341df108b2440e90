# Turns the schema files into one C array: { version, name, text }.
FNR == 1 {
	if (open)
		print "    },"
	name = FILENAME
	sub(/.*\//, "", name)
	printf "    { %d, \"%s\",\n", substr(name, 1, 4) + 0, name
	open = 1
}
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "	\"%s\\n\"\n", $0
}
END {
	if (open)
		print "    },"
}
