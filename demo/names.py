"""Common Swedish names, put together by chance; who bears two of them is a coincidence."""

WOMEN = tuple(
    "Agnes Amira Anita Anna Astrid Birgitta Carina Caroline Elin Elsa Emma Eva Fatima Frida Gunilla Hanna Helena Ida"
    " Ingrid Johanna Karin Kerstin Klara Kristina Lena Lina Linda Louise Malin Margareta Maria Marie Matilda Monica"
    " Nadia Petra Rebecka Sanna Sofia Susanne Therese Ulrika Viktoria Yasmin Ylva Åsa".split()
)
MEN = tuple(
    "Ali Anders Andreas Anton Bengt Björn Bo Daniel David Emil Erik Fredrik Gunnar Gustav Hans Henrik Håkan Ibrahim"
    " Ingvar Jan Johan Jonas Karl Kjell Kristian Lars Leif Magnus Marcus Martin Mats Mikael Mohamed Niklas Olof Omar"
    " Oskar Patrik Per Peter Rickard Robert Simon Stefan Sven Thomas Tobias Ulf Viktor Östen".split()
)
CHILD_NAMES = {
    "female": tuple(
        "Alice Alma Astrid Ebba Elsa Ellen Freja Hedda Hilma Idun Iris Juni Lilly Lova Lykke Maja Meja Nora Olivia"
        " Saga Selma Signe Sigrid Stella Tyra Vera Wilma".split()
    ),
    "male": tuple(
        "Adam Alfred Arvid August Axel Charlie Elliot Elton Frans Harry Hugo Isak Leo Liam Loui Love Ludvig Melvin"
        " Noel Nils Oliver Otto Sam Sixten Theo Vidar Vincent William".split()
    ),
}
FAMILY_NAMES = tuple(
    "Ahmed Andersson Axelsson Bengtsson Berg Berglund Bergström Björk Blom Dahlberg Ek Eklund Engström Eriksson"
    " Forsberg Fransson Gustafsson Hansson Hassan Hedlund Holmberg Håkansson Isaksson Jansson Johansson Jonsson"
    " Karlsson Larsson Lind Lindberg Lindgren Lindström Lundberg Lundin Löfgren Magnusson Mattsson Mohammadi"
    " Mårtensson Nilsson Norberg Nordin Nyberg Nyman Olsson Palm Persson Pettersson Sandberg Sjöberg Ström Sundberg"
    " Svensson Söderberg Wallin Wikström Åberg Åkesson Öberg Öhman".split()
)
UNIT_NAMES = tuple(
    "Aspen Blåklinten Ekbacken Enebacken Fågelsången Gläntan Gransången Hasseln Hedlunden Humlan Kastanjen Kvarnbacken"
    " Liljan Linden Lunden Lärkan Näckrosen Oxeln Parken Rönnen Smultronet Solbacken Stenbacken Svalan Sälgen Timjan"
    " Tranan Violen Vitsippan Ängen".split()
)
