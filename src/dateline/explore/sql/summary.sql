SELECT * FROM desk.summary
