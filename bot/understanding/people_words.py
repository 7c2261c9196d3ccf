"""Words for people and how many each of them is, folded, in the three languages together."""

from __future__ import annotations

from bot.understanding.message import word_set

ME = word_set("me i myself yo mi mim eu alone solo sola sozinho sozinha solito solita comigo conmigo")
ONE = word_set(
    "wife wifey missus ex husband hubby partner spouse girlfriend boyfriend gf bf fiancee fiance mother mom"
    " mum mommy mummy ma father dad daddy son daughter brother bro sister sis sibling roommate flatmate"
    " housemate grandmother grandma granny nan nana gran grandfather grandpa grandad twin aunt auntie uncle"
    " cousin nephew niece friend mate buddy pal colleague coworker boss neighbour neighbor lodger tenant"
    " carer nanny baby kid child newborn infant girl boy teenager teen toddler man woman guy lady grandson"
    " granddaughter grandchild parent stepson stepdaughter stepdad stepmom guest dona patroa patrao coroa"
    " veia velha veio vieja viejo esposa esposo marido mujer pareja novia novio madre mama padre papa hijo"
    " hija hijito hijita hermano hermana hermanito hermanita abuela abuelo abue abuelita abuelito tia tio"
    " primo prima sobrino sobrina cunado cunada nieto nieta amiga amigo cuate compa vecino vecina suegra"
    " suegro yerno nuera bebe nino nina nene nena peque chamaco chamaca companero companera colega roomie"
    " senora senor muchacha muchacho prometida prometido mulher companheiro companheira namorada namorado"
    " noiva noivo mae pai filho filha filhinho filhinha irmao irma avo vo vovo sobrinho sobrinha neto neta"
    " cunhado cunhada genro nora padrasto madrasta enteado enteada sogra sogro crianca menino menina"
    " moleque guri guria garoto garota vizinho vizinha moca moco"
)
TWO = word_set(
    "parents padres papas viejos pais grandparents abuelos avos suegros sogros gemelos gemeos mellizos twins"
)
MANY = word_set(
    "ones kids children sons daughters brothers sisters siblings roommates flatmates housemates friends"
    " mates buddies pals colleagues coworkers cousins nephews nieces aunts uncles babies infants toddlers"
    " teenagers teens girls boys men women guys ladies girlfriends boyfriends grandkids grandchildren"
    " others lodgers tenants neighbours neighbors relatives pibes pibas chicos chicas gurises hijos hijas"
    " hijitos hijitas ninos ninas nenes nenas peques chamacos chamacas chavos escuincles crios hermanos"
    " hermanas amigos amigas primos primas sobrinos sobrinas nietos nietas tios tias cuates companeros"
    " companeras colegas roomies vecinos invitados parientes otros otras filhos filhas filhinhos criancas"
    " irmaos irmas meninos meninas moleques guris pias garotos garotas sobrinhos sobrinhas netos netas"
    " outros outras bebes parentes vizinhos mulheres homens hombres mujeres"
)
GROWN = word_set(
    "grown adults adult adultos adulto adultas adulta people persons person personas persona pessoas pessoa"
    " grownups seniors members individuals gente mayores"
)
COUPLE = word_set("couple couples matrimonio matrimonios casal casais")
JOINS = word_set("and n y e with con com plus mas mais also tambien tambem")
LIGHT = word_set(
    "lil my our his her their the a an mi mis su sus el la los las un una meu minha meus minhas seu sua"
    " seus suas dela dele o os as um uma nosso nossa nossos nossas nuestro nuestra nuestros nuestras little"
    " small young old elderly teenage newborn both in law pequeno pequena pequenos pequenas chiquito"
    " chiquita mayor menor novo just only here aqui so solo lady older younger whole two-year-old ambos"
    " ambas"
)
PETS = word_set(
    "dog dogs cat cats puppy perro perra perros perrito gato gata gatos gatito cachorro cachorra cachorros"
    " cao caes pet pets mascota mascotas bird parrot hamster fish"
)
OWN = word_set(
    "my our mi mis meu minha meus minhas nosso nossa nossos nossas nuestro nuestra nuestros nuestras"
)
THIRD = word_set("he she him her ella ele ela")
PEOPLE = ME | ONE | TWO | MANY | COUPLE | GROWN
