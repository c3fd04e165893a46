if a:
	b = (1 +  # one

	     2)
	if c: d; e; \
	  f

  # comment at another indentation
	g = [
1,
2]
else:
        h = \
    1
